package io.ledgersync.kit.pull;

import io.ledgersync.kit.Exchange;

/**
 * What a run has cost: calls answered, those answered with "too many requests", bytes of answers.
 *
 * @param questions those that travelled in the calls: whether a provider meters a batch or a change call as one call or
 *     as what it asks for is documented nowhere
 */
public record Usage(long calls, long throttled, long bytes, long questions) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    Usage plus(Exchange call, boolean wasThrottled, long more) {
        return new Usage(
                calls + 1,
                throttled + (wasThrottled ? 1 : 0),
                bytes + more,
                questions + call.questions().size());
    }
}
