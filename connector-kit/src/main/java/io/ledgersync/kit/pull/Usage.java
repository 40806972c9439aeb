package io.ledgersync.kit.pull;

/** What a run has cost: calls answered, those answered with "too many requests", bytes of answers. */
public record Usage(long calls, long throttled, long bytes) {
    static final Usage NONE = new Usage(0, 0, 0);

    Usage plus(boolean wasThrottled, long more) {
        return new Usage(calls + 1, throttled + (wasThrottled ? 1 : 0), bytes + more);
    }
}
