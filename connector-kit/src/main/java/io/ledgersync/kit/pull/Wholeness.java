package io.ledgersync.kit.pull;

import org.jspecify.annotations.Nullable;

/**
 * What a stream's whole readings allow to be said of keys that they did not see.
 *
 * @param since the place in the client's changes before the last whole reading's first record; null when there was none
 * @param several that reading took several answers, so that a missing key must be confirmed
 * @param again the stream was begun or read whole again inside the run, so what an earlier walk published may be gone
 */
record Wholeness(@Nullable Sequence since, boolean several, boolean again) {
    static Wholeness none(boolean again) {
        return new Wholeness(null, false, again);
    }

    Wholeness read(Sequence from, boolean inSeveralPages) {
        return new Wholeness(from, inSeveralPages, again || since != null);
    }

    /** Whether there is something to compare. */
    boolean comparable(boolean firstRun) {
        return since != null && (!firstRun || again);
    }
}
