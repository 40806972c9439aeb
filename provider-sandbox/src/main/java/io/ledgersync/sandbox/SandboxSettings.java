package io.ledgersync.sandbox;

import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.qbo.QboReadings;
import io.ledgersync.sandbox.xero.XeroReadings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is set up.
 *
 * @param port to listen on, on the loopback address; 0 for any
 * @param dataDir where edits and grants are kept; null keeps them in memory
 * @param xero how what is unconfirmed of Xero is read
 * @param qbo how what is unconfirmed of QuickBooks Online is read
 */
public record SandboxSettings(
        int port, @Nullable Path dataDir, TokenSettings tokens, XeroReadings xero, QboReadings qbo, Clock clock) {

    /** The usual readings but for these two. */
    public SandboxSettings(
            int port,
            @Nullable Path dataDir,
            TokenSettings tokens,
            boolean xeroInclusiveEdge,
            boolean qboCapPerBatch,
            Clock clock) {
        this(
                port,
                dataDir,
                tokens,
                XeroReadings.USUAL.withInclusiveEdge(xeroInclusiveEdge),
                QboReadings.USUAL.withCapPerBatch(qboCapPerBatch),
                clock);
    }

    /** In memory, on any port, real life times. */
    public static SandboxSettings inMemory() {
        return new SandboxSettings(
                0, null, TokenSettings.REAL, XeroReadings.USUAL, QboReadings.USUAL, Clock.systemUTC());
    }

    public SandboxSettings withDataDir(Path folder) {
        return new SandboxSettings(port, folder, tokens, xero, qbo, clock);
    }

    public SandboxSettings withTokens(TokenSettings lifetimes) {
        return new SandboxSettings(port, dataDir, lifetimes, xero, qbo, clock);
    }

    public SandboxSettings withXero(XeroReadings readings) {
        return new SandboxSettings(port, dataDir, tokens, readings, qbo, clock);
    }

    public SandboxSettings withQbo(QboReadings readings) {
        return new SandboxSettings(port, dataDir, tokens, xero, readings, clock);
    }

    public SandboxSettings withXeroInclusiveEdge(boolean inclusive) {
        return withXero(xero.withInclusiveEdge(inclusive));
    }

    public SandboxSettings withQboInclusiveEdge(boolean inclusive) {
        return withQbo(qbo.withInclusiveEdge(inclusive));
    }

    /** By a clock that goes so many times faster than the machine's: quotas, tokens and latencies with it. */
    public SandboxSettings withTimeScale(int scale) {
        return withClock(new ScaledClock(clock.instant(), scale));
    }

    /** How long the machine's clock takes for what takes so long at the provider. */
    Duration real(Duration atTheProvider) {
        return clock instanceof ScaledClock scaled ? scaled.real(atTheProvider) : atTheProvider;
    }

    /** By a clock that need not be the machine's. */
    public SandboxSettings withClock(Clock another) {
        return new SandboxSettings(port, dataDir, tokens, xero, qbo, another);
    }
}
