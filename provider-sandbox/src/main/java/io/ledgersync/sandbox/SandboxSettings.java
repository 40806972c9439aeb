package io.ledgersync.sandbox;

import io.ledgersync.sandbox.oauth.TokenSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is set up.
 *
 * @param port to listen on, on the loopback address; 0 for any
 * @param dataDir where edits and grants are kept; null keeps them in memory
 * @param xeroInclusiveEdge whether If-Modified-Since gives rows of that very second; unconfirmed of the real one
 * @param qboCapPerBatch whether 1,000 objects are the most of a whole batch; unconfirmed of the real one
 */
public record SandboxSettings(
        int port,
        @Nullable Path dataDir,
        TokenSettings tokens,
        boolean xeroInclusiveEdge,
        boolean qboCapPerBatch,
        Clock clock) {

    /** In memory, on any port, real life times. */
    public static SandboxSettings inMemory() {
        return new SandboxSettings(0, null, TokenSettings.REAL, false, true, Clock.systemUTC());
    }

    public SandboxSettings withDataDir(Path folder) {
        return new SandboxSettings(port, folder, tokens, xeroInclusiveEdge, qboCapPerBatch, clock);
    }

    public SandboxSettings withTokens(TokenSettings lifetimes) {
        return new SandboxSettings(port, dataDir, lifetimes, xeroInclusiveEdge, qboCapPerBatch, clock);
    }

    public SandboxSettings withXeroInclusiveEdge(boolean inclusive) {
        return new SandboxSettings(port, dataDir, tokens, inclusive, qboCapPerBatch, clock);
    }
}
