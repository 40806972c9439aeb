package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Run;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open run as it lies in the file, with what was last announced of it.
 *
 * @param announcedAt when it was last announced; null when never
 * @param owed something changed since, too soon after the last announcement
 * @param touched it must be written
 * @param urgent its state changed, so that the announcement does not wait
 */
record TrackedRun(Run run, @Nullable Instant announcedAt, boolean owed, boolean touched, boolean urgent) {

    static TrackedRun kept(Run run, @Nullable Instant announcedAt, boolean owed) {
        return new TrackedRun(run, announcedAt, owed, false, false);
    }

    static TrackedRun started(Run run) {
        return new TrackedRun(run, null, true, true, true);
    }

    TrackedRun changedTo(Run next) {
        boolean moved = !next.state().name().equals(run.state().name()) || next.priority() != run.priority();
        return new TrackedRun(next, announcedAt, true, true, urgent || moved);
    }

    /** Whether an announcement is owed and may be made now. */
    boolean isToAnnounce(Duration every, Instant now) {
        return owed
                && (urgent || announcedAt == null || !announcedAt.plus(every).isAfter(now));
    }

    /** When an announcement that is owed may be made; null when none is. */
    @Nullable
    Instant announcesAt(Duration every) {
        return owed ? (announcedAt == null ? Instant.EPOCH : announcedAt.plus(every)) : null;
    }

    TrackedRun announced(Instant now) {
        return new TrackedRun(run, now, false, true, false);
    }
}
