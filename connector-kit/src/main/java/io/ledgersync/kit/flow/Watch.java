package io.ledgersync.kit.flow;

import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.slice.ConnectorMetrics;
import io.ledgersync.kit.take.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators see of a replica: its meters, and whether it is well. Written by the loop, read by others. */
final class Watch {
    private static final Duration SILENT = Duration.ofSeconds(60);

    /** How a replica is. */
    record Sight(
            boolean running,
            boolean joined,
            int partitions,
            boolean loaded,
            @Nullable Instant lastCommit,
            @Nullable Instant lastLook,
            @Nullable String trouble) {

        /** Well: the loop turns, the group knows it, and what it owns was lately committed without trouble. */
        boolean well(Instant now) {
            return running
                    && joined
                    && trouble == null
                    && young(lastLook, now)
                    && (partitions == 0 || (loaded && young(lastCommit, now)));
        }

        private static boolean young(@Nullable Instant when, Instant now) {
            return when != null && when.plus(SILENT).isAfter(now);
        }
    }

    private final ConnectorMetrics metrics;
    private volatile Sight sight = new Sight(true, false, 0, false, null, null, null);

    Watch(ConnectorMetrics metrics) {
        this.metrics = metrics;
    }

    Sight sight() {
        return sight;
    }

    void look(Ownership ownership, RunBook book, int ready, int inFlight, Instant now) {
        List<HeldRun> held = book.held();
        Map<String, Long> waiting = new HashMap<>();
        for (HeldRun run : held) {
            String what = run.waitingFor(now);
            if (what != null) {
                waiting.merge(what, 1L, Long::sum);
            }
        }
        long lowest = book.organisations().stream()
                .map(organisation -> organisation.quota().dayRemaining())
                .filter(remaining -> remaining != null)
                .min(Long::compare)
                .orElse(-1L);
        metrics.runs(held.size(), ready, inFlight, lowest, waiting);
        Sight before = sight;
        sight = new Sight(
                true,
                ownership.joined(),
                ownership.partitions(),
                ownership.loaded(),
                before.lastCommit(),
                now,
                before.trouble());
    }

    void committed(Instant when) {
        sight = new Sight(true, sight.joined(), sight.partitions(), sight.loaded(), when, sight.lastLook(), null);
    }

    void troubled(Throwable cause, Instant now) {
        sight = new Sight(
                true, sight.joined(), sight.partitions(), sight.loaded(), sight.lastCommit(), now, cause.toString());
        metrics.commitFailed();
    }

    void left() {
        sight = new Sight(false, false, 0, false, sight.lastCommit(), sight.lastLook(), sight.trouble());
    }
}
