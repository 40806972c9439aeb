package io.ledgersync.sandbox;

import io.ledgersync.sandbox.oauth.TokenSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is set up.
 *
 * @param port to listen on, on the loopback address; 0 for any
 * @param dataDir where edits and grants are kept; null keeps them in memory
 * @param xeroInclusiveEdge whether If-Modified-Since gives rows of that very second; unconfirmed of the real one
 * @param qboInclusiveEdge whether changes since a moment are also those of that very second; unconfirmed of the real
 *     one
 * @param qboCapPerBatch whether 1,000 objects are the most of a whole batch; unconfirmed of the real one
 */
public record SandboxSettings(
        int port,
        @Nullable Path dataDir,
        TokenSettings tokens,
        boolean xeroInclusiveEdge,
        boolean qboCapPerBatch,
        boolean qboInclusiveEdge,
        Clock clock) {

    /** Change calls of QBO give what changed in the very moment. */
    public SandboxSettings(
            int port,
            @Nullable Path dataDir,
            TokenSettings tokens,
            boolean xeroInclusiveEdge,
            boolean qboCapPerBatch,
            Clock clock) {
        this(port, dataDir, tokens, xeroInclusiveEdge, qboCapPerBatch, true, clock);
    }

    /** In memory, on any port, real life times. */
    public static SandboxSettings inMemory() {
        return new SandboxSettings(0, null, TokenSettings.REAL, false, true, Clock.systemUTC());
    }

    public SandboxSettings withDataDir(Path folder) {
        return new SandboxSettings(port, folder, tokens, xeroInclusiveEdge, qboCapPerBatch, qboInclusiveEdge, clock);
    }

    public SandboxSettings withTokens(TokenSettings lifetimes) {
        return new SandboxSettings(
                port, dataDir, lifetimes, xeroInclusiveEdge, qboCapPerBatch, qboInclusiveEdge, clock);
    }

    public SandboxSettings withXeroInclusiveEdge(boolean inclusive) {
        return new SandboxSettings(port, dataDir, tokens, inclusive, qboCapPerBatch, qboInclusiveEdge, clock);
    }

    public SandboxSettings withQboInclusiveEdge(boolean inclusive) {
        return new SandboxSettings(port, dataDir, tokens, xeroInclusiveEdge, qboCapPerBatch, inclusive, clock);
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
        return new SandboxSettings(port, dataDir, tokens, xeroInclusiveEdge, qboCapPerBatch, qboInclusiveEdge, another);
    }
}
