package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.plan.Patience;
import io.ledgersync.orchestrator.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client's runs that had not ended when its file was opened, and those begun since, in the order in which they were
 * asked for.
 */
final class OpenRuns {

    private final Map<String, TrackedRun> runs = new LinkedHashMap<>();

    OpenRuns(Collection<TrackedRun> open) {
        open.forEach(tracked -> runs.put(tracked.run().runId(), tracked));
    }

    @Nullable
    Run get(String runId) {
        TrackedRun tracked = runs.get(runId);
        return tracked == null ? null : tracked.run();
    }

    @Nullable
    Run first(Predicate<Run> wanted) {
        return all().stream().filter(wanted).findFirst().orElse(null);
    }

    /** The runs as they are now, apart from what follows. */
    List<Run> all() {
        return runs.values().stream().map(TrackedRun::run).toList();
    }

    List<Run> of(Connection connection) {
        return all().stream()
                .filter(run -> run.connectionId().equals(connection.connectionId()))
                .toList();
    }

    void add(Run run) {
        runs.put(run.runId(), TrackedRun.started(run));
    }

    /** Keeps what became of a run. */
    void put(Run run) {
        runs.computeIfPresent(run.runId(), (id, tracked) -> tracked.changedTo(run));
    }

    /** Announces what is owed, except what follows the last announcement of the same progress too soon. */
    void announce(Duration every, Instant now, Consumer<Run> announcement) {
        runs.replaceAll((id, tracked) -> {
            if (!tracked.isToAnnounce(every, now)) {
                return tracked;
            }
            announcement.accept(tracked.run());
            return tracked.announced(now);
        });
    }

    /** When one of them next needs something done by itself; null when none does. */
    @Nullable
    Instant wakeAt(Patience patience) {
        return runs.values().stream()
                .filter(tracked -> tracked.run().open())
                .flatMap(tracked ->
                        Stream.of(patience.wakesAt(tracked.run()), tracked.announcesAt(patience.announceEvery())))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    Collection<TrackedRun> tracked() {
        return runs.values();
    }
}
