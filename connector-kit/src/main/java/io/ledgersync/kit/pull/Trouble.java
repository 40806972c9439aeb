package io.ledgersync.kit.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The provider has not answered well for a while.
 *
 * @param since the first failure after the last good answer
 * @param pauses how often the run was paused for it
 * @param gaveUp a list was given up, and nothing has been answered since: it may not be the list that fails
 */
public record Trouble(Instant since, int pauses, boolean gaveUp) {
    static Trouble of(@Nullable Trouble before, Instant now) {
        return before == null ? new Trouble(now, 0, false) : before;
    }

    Trouble paused() {
        return new Trouble(since, pauses + 1, gaveUp);
    }
}
