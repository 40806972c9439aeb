package io.ledgersync.link.grant;

import java.time.Duration;
import java.time.Instant;

/** What a connector is answered that asks for an access token. */
public sealed interface Lease {
    /** It may use this one. */
    record Granted(String accessToken, Instant expiresAt) implements Lease {
        @Override
        public String toString() {
            return "Granted[until " + expiresAt + ']';
        }
    }

    /** There is no such connection, now or any more. */
    record Ended() implements Lease {}

    /** The provider accepts our authorisation no more, until the client is linked again. */
    record Refused(String detail) implements Lease {}

    /** The token endpoint is away. */
    record Unavailable(Duration retryAfter, String detail) implements Lease {}
}
