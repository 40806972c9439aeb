package io.ledgersync.outbox;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The version of an aggregate that its events carry: it grows with each, even after a database was put back to an older
 * state.
 */
public final class EventVersion {
    private EventVersion() {}

    /** The version after the last one; after none when there is none yet. */
    public static long after(@Nullable Long last, Clock clock) {
        long now = clock.millis();
        return last == null ? now : Math.max(last + 1, now);
    }
}
