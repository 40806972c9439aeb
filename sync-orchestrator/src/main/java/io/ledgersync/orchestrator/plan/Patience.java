package io.ledgersync.orchestrator.plan;

import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.RunState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long is waited for what.
 *
 * @param silence after which a run that nothing was said of is sent again
 * @param coolDown after a completed increment, until the next Sync Now
 * @param announceEvery the shortest time between two announcements of a run that only tell its progress
 * @param reconcileEvery after so long everything is read whole once more
 */
public record Patience(Duration silence, Duration coolDown, Duration announceEvery, Duration reconcileEvery) {

    /** Nothing was said of the run for too long. */
    public boolean isOver(Run run, Instant now) {
        return run.state() instanceof RunState.Out out
                && out.quietSince() != null
                && !out.quietSince().plus(silence).isAfter(now);
    }

    /** A paused run's time has come. */
    public static boolean isToResume(Run run, Instant now) {
        return run.state() instanceof RunState.Paused paused
                && paused.queuedAt() == null
                && paused.resumeAt() != null
                && !paused.resumeAt().isAfter(now);
    }

    /** When the run next needs something done by itself; null when it waits for others only. */
    public @Nullable Instant wakesAt(Run run) {
        if (run.state() instanceof RunState.Paused paused) {
            return paused.queuedAt() == null ? paused.resumeAt() : null;
        }
        return run.state() instanceof RunState.Out out && out.quietSince() != null
                ? out.quietSince().plus(silence)
                : null;
    }
}
