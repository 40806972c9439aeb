package io.ledgersync.orchestrator.month;

import io.ledgersync.orchestrator.run.Usage;

/**
 * What was used of a month.
 *
 * @param calls calls that were answered
 * @param questions those that travelled in them, one at least in each
 * @param bytes bytes of answers, unpacked: providers do not say which they count
 */
public record Used(long calls, long questions, long bytes) {

    /** Nothing. */
    public static final Used NOTHING = new Used(0, 0, 0);

    /** What a run has used between two words about it. */
    public static Used between(Usage before, Usage after) {
        return new Used(
                Math.max(0, after.calls() - before.calls()),
                Math.max(0, after.questions() - before.questions()),
                Math.max(0, after.bytes() - before.bytes()));
    }

    /** Both together. */
    public Used plus(Used other) {
        return new Used(calls + other.calls, questions + other.questions, bytes + other.bytes);
    }
}
