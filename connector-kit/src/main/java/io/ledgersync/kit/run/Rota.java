package io.ledgersync.kit.run;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose call is next: a priority run's, else that of the run that has waited longest. A run that can do nothing now
 * sleeps and costs nothing.
 */
public final class Rota {
    private record Alarm(Instant at, HeldRun run) {}

    /** @param turn from a counter: of those that have waited equally long, the one that came first */
    private record Place(boolean priority, Instant since, long turn, HeldRun run) {}

    private final TreeSet<Place> ready = new TreeSet<>(Comparator.comparing((Place place) -> !place.priority())
            .thenComparing(Place::since)
            .thenComparing(Place::turn));
    private final TreeSet<Alarm> alarms = new TreeSet<>(
            Comparator.comparing(Alarm::at).thenComparing(alarm -> alarm.run().runId()));
    private final Map<HeldRun, Place> places = new HashMap<>();
    private final Map<HeldRun, Alarm> asleep = new HashMap<>();
    private long turns;

    /** The run may want a call; one that has ended or was let go does not. */
    public void wake(HeldRun run) {
        remove(run);
        if (run.live()) {
            Place place = new Place(run.priority(), run.waitingSince(), turns++, run);
            places.put(run, place);
            ready.add(place);
        }
    }

    public void wake(Collection<HeldRun> runs) {
        runs.forEach(this::wake);
    }

    public void wakeDue(Instant now) {
        while (!alarms.isEmpty() && !alarms.first().at().isAfter(now)) {
            HeldRun run = alarms.first().run();
            run.turnsMayHaveChanged();
            wake(run);
        }
    }

    /** The run can do nothing before that moment, or before something happens to it. */
    public void sleep(HeldRun run, @Nullable Instant until) {
        remove(run);
        if (until != null) {
            Alarm alarm = new Alarm(until, run);
            asleep.put(run, alarm);
            alarms.add(alarm);
        }
    }

    void remove(HeldRun run) {
        Place place = places.remove(run);
        if (place != null) {
            ready.remove(place);
        }
        Alarm alarm = asleep.remove(run);
        if (alarm != null) {
            alarms.remove(alarm);
        }
    }

    void clear() {
        ready.clear();
        alarms.clear();
        places.clear();
        asleep.clear();
    }

    public Optional<HeldRun> next() {
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.first().run());
    }

    Optional<Instant> nextAlarm() {
        return alarms.isEmpty() ? Optional.empty() : Optional.of(alarms.first().at());
    }

    public int ready() {
        return ready.size();
    }
}
