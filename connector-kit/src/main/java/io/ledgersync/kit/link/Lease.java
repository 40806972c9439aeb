package io.ledgersync.kit.link;

import java.time.Duration;
import java.time.Instant;

/** What the link service says when asked for an access token. */
public sealed interface Lease {

    /** A token that may be used until it expires or is refused. */
    record Granted(String accessToken, Instant expiresAt) implements Lease {
        @Override
        public String toString() {
            return "Granted[expiresAt=" + expiresAt + "]";
        }
    }

    /** The connection has ended: its run is cancelled. */
    record Ended() implements Lease {}

    /** The authorisation is broken for good: the run ends with this code. */
    record Refused(String code, String detail) implements Lease {}

    /** The link service or the provider's token endpoint is away. */
    record Unavailable(Duration retryAfter, String detail) implements Lease {}
}
