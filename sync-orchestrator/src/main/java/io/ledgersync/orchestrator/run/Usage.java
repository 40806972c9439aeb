package io.ledgersync.orchestrator.run;

import org.jspecify.annotations.Nullable;

/**
 * What a run has cost and what is left.
 *
 * @param dayRemaining calls left to the organisation today; null where unknown or not limited
 * @param minuteRemaining calls left in the organisation's minute; null where unknown
 */
public record Usage(
        long calls,
        long throttled,
        long bytes,
        @Nullable Long dayRemaining,
        @Nullable Long minuteRemaining) {

    /** Before the first call. */
    public static final Usage NONE = new Usage(0, 0, 0, null, null);
}
