package io.ledgersync.link.permit;

import java.time.Duration;

/** Permits issued, and when to ask again for those that were not. */
public record Issue(int priority, int normal, Duration retry) {
    /** A permit is used within this time or given back. */
    public static final Duration VALID = Duration.ofMillis(500);

    int total() {
        return priority + normal;
    }
}
