package io.ledgersync.orchestrator.plan;

import java.time.Instant;

/** A number that only grows, even when the database was restored from a backup: it never falls behind the clock. */
public final class Counter {

    private Counter() {}

    /** The number after the last one. */
    public static long next(long last, Instant now) {
        return Math.max(last + 1, now.toEpochMilli());
    }
}
