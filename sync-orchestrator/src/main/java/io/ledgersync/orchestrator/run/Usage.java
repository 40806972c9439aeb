package io.ledgersync.orchestrator.run;

import org.jspecify.annotations.Nullable;

/**
 * What a run has cost and what is left.
 *
 * @param dayRemaining calls left to the organisation today; null where unknown or not limited
 * @param minuteRemaining calls left in the organisation's minute; null where unknown
 * @param questions those that travelled in the calls, one at least in each
 */
public record Usage(
        long calls,
        long throttled,
        long bytes,
        @Nullable Long dayRemaining,
        @Nullable Long minuteRemaining,
        long questions) {

    /** Before the first call. */
    public static final Usage NONE = new Usage(0, 0, 0, null, null, 0);

    public Usage {
        // Earlier versions neither say nor keep them.
        questions = Math.max(calls, questions);
    }
}
