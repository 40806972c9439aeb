package io.ledgersync.kit.quota;

import io.ledgersync.kit.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The second's and the minute's windows and the calls in flight.
 *
 * <p>A call holds its place in the minute's window until a minute after its answer: the provider counted it at some
 * moment between sending and answer, so both a window that slides and one that begins anew at fixed times are kept. In
 * the second's window it holds its place until a second after its answer for the same reason, but not for longer than a
 * call may be on its way: else few slow calls would keep all others out. That a call may be held up for longer is the
 * second reading of that window, and both are kept.
 */
final class Windows {
    static final Duration MINUTE = Duration.ofMinutes(1);
    /** A second as the provider may measure it, with what two clocks may differ in. */
    private static final Duration SECOND = Duration.ofMillis(1050);
    /** How long a call may be on its way before the provider counts it. */
    static final Duration ON_ITS_WAY = Duration.ofSeconds(3);
    /** The kind of a call that somebody else must have made. */
    private static final String OTHER = "other";
    /** Above this the windows are not kept: nobody reaches it. */
    private static final int UNLIMITED = 1_000_000;
    /** How soon to look again when only an answer can free a place. */
    private static final Duration SOON = Duration.ofMillis(250);

    private final QuotaSettings settings;
    private final Deque<Place> places = new ArrayDeque<>();
    /** When each call that somebody else must have made leaves the minute. */
    private final Deque<Instant> others = new ArrayDeque<>();

    private final ReportedMinute minute;
    /** Until when an owner that crashed may have sent calls, and when its minute and its calls are over. */
    private final @Nullable Instant unknownCallsUntil;

    private final @Nullable Instant minuteSpentUntil;
    private final @Nullable Instant placesTakenUntil;

    Windows(QuotaSettings settings, @Nullable SavedQuota saved, @Nullable Instant unknownCallsUntil) {
        this.settings = settings;
        minute = new ReportedMinute(settings.perMinute());
        if (saved != null) {
            for (CallInFlight made : saved.callsMade()) {
                if (made.kind().equals(OTHER)) {
                    others.add(made.deadline());
                } else {
                    places.add(Place.answered(made));
                }
            }
            saved.inFlight().forEach(call -> places.add(new Place(call.kind(), 1, call.sentAt(), call.deadline())));
        }
        this.unknownCallsUntil = unknownCallsUntil;
        minuteSpentUntil = unknownCallsUntil == null ? null : unknownCallsUntil.plus(MINUTE);
        placesTakenUntil = unknownCallsUntil == null ? null : unknownCallsUntil.plus(settings.callTimeout());
    }

    Admission admit(String kind, int calls, Instant now) {
        prune(now);
        if (placesTakenUntil != null && now.isBefore(placesTakenUntil)) {
            return new Admission.Wait(placesTakenUntil, Fault.Limit.CONCURRENT, false);
        }
        List<Place> running = running(now);
        if (running.size() >= settings.concurrent()) {
            return new Admission.Wait(now.plus(SOON), Fault.Limit.CONCURRENT, false);
        }
        if (settings.perSecond() > 0) {
            Optional<Instant> full = secondFull(Windows::secondOver, now)
                    .or(() -> secondFull(place -> secondOverIfHeldUp(place, now), now));
            if (full.isPresent()) {
                return new Admission.Wait(full.get(), Fault.Limit.SECOND, false);
            }
        }
        if (limits(settings.perMinute())) {
            if (minuteSpentUntil != null && now.isBefore(minuteSpentUntil)) {
                return new Admission.Wait(minuteSpentUntil, Fault.Limit.MINUTE, false);
            }
            int needed = Math.min(calls, settings.perMinute());
            int left = settings.perMinute() - others.size() - deadOwnersCalls(now) - taken();
            Optional<Instant> free = left < needed ? Optional.of(firstFree(place -> true, now)) : Optional.empty();
            if (free.isPresent()) {
                Instant othersFree = others.peekFirst();
                Instant until = othersFree != null && othersFree.isBefore(free.get()) ? othersFree : free.get();
                return new Admission.Wait(until, Fault.Limit.MINUTE, false);
            }
            if (reportForbids(running, now)) {
                Instant until = running.isEmpty() ? minute.over() : now.plus(SOON);
                return new Admission.Wait(until, Fault.Limit.MINUTE, false);
            }
        }
        if (limits(settings.batchPerMinute()) && kind.equals("batch")) {
            Predicate<Place> batches = place -> place.kind().equals("batch");
            if (places.stream().filter(batches).count() >= settings.batchPerMinute()) {
                return new Admission.Wait(firstFree(batches, now), Fault.Limit.MINUTE, false);
            }
        }
        return new Admission.Go();
    }

    /**
     * The provider has counted as many calls as it allows, ours and others'. In a new minute, with others about, one
     * call asks how it stands.
     */
    private boolean reportForbids(List<Place> running, Instant now) {
        Integer allowed = minute.allowed(running, now);
        return allowed == null ? !others.isEmpty() && !running.isEmpty() : allowed <= 0;
    }

    /** When to look again, if as many calls count as the second allows. */
    private Optional<Instant> secondFull(Function<Place, Instant> counts, Instant now) {
        int counting = 0;
        Instant next = Instant.MAX;
        for (Place place : places) {
            Instant over = counts.apply(place);
            if (!place.kind().equals(Place.ITEM) && over.isAfter(now)) {
                counting++;
                next = earlier(next, place.inFlight(now) ? earlier(now.plus(SOON), over) : over);
            }
        }
        return counting < settings.perSecond() ? Optional.empty() : Optional.of(next);
    }

    /** The provider counted the call when it had come, and at the latest when it answered. */
    private static Instant secondOver(Place place) {
        return earlier(place.answered(), place.sentAt().plus(ON_ITS_WAY)).plus(SECOND);
    }

    /**
     * A provider or a line that stood still lets all that was sent meanwhile in at once, and answers it. So a call that
     * was just sent, one that was just answered, and one that is under way for longer than it should may be counted in
     * the same second.
     */
    private static Instant secondOverIfHeldUp(Place place, Instant now) {
        if (!place.inFlight(now)) {
            return place.answered().plus(SECOND);
        }
        boolean late = !secondOver(place).isAfter(now);
        return late ? now.plus(SOON) : place.sentAt().plus(SECOND);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Calls of a crashed owner may have been counted until their time-out: they hold a place until a minute after. */
    private int deadOwnersCalls(Instant now) {
        return placesTakenUntil != null && now.isBefore(placesTakenUntil.plus(MINUTE)) ? settings.concurrent() : 0;
    }

    private static boolean limits(int limit) {
        return limit > 0 && limit < UNLIMITED;
    }

    /** How many of the minute's calls our own places may amount to. */
    private int taken() {
        return places.stream().mapToInt(Place::calls).sum();
    }

    /** When one of the places becomes free. */
    private Instant firstFree(Predicate<Place> counted, Instant now) {
        // A call without an answer frees its place a minute after the answer, which may come at once.
        return places.stream()
                .filter(counted)
                .map(place -> place.inFlight(now) ? now.plus(SOON) : place.freeAt())
                .min(Comparator.naturalOrder())
                .orElse(now.plus(SOON));
    }

    Place take(String kind, int calls, Instant now) {
        Place place = Place.awaited(kind, calls, now, now.plus(settings.callTimeout()));
        places.addLast(place);
        return place;
    }

    /**
     * The provider says how many calls are left: what we did not make, somebody else made. Only ever corrects
     * downwards.
     *
     * @param began when the answer began that says so: what it counts was counted by then
     */
    void reported(int minuteRemaining, Place answered, Instant began, Instant now) {
        if (!limits(settings.perMinute())) {
            return;
        }
        prune(now);
        int unexplained = settings.perMinute() - minuteRemaining - taken() - others.size();
        for (int i = 0; i < unexplained; i++) {
            others.addLast(now.plus(MINUTE));
        }
        minute.reported(minuteRemaining, unexplained <= 0, answered.sentAt(), began);
    }

    private void prune(Instant now) {
        boolean countsMinutes =
                limits(settings.perMinute()) || limits(settings.batchPerMinute()) || settings.perDay() > 0;
        places.removeIf(place -> !place.inFlight(now)
                && !(countsMinutes ? place.freeAt() : place.answered().plus(SECOND)).isAfter(now));
        while (!others.isEmpty() && !others.getFirst().isAfter(now)) {
            others.removeFirst();
        }
    }

    /** Calls whose answer may still come. */
    int awaited() {
        return (int) places.stream().filter(Place::awaited).count();
    }

    /** Other calls that the provider may have counted after this one: those without an answer when it was sent. */
    long uncounted(Place answered, Instant now) {
        return places.stream()
                .filter(place -> place != answered)
                .filter(place -> place.inFlight(now)
                        || !place.freeAt().isBefore(answered.sentAt().plus(MINUTE)))
                .count();
    }

    @Nullable
    Long minuteRemaining(Instant now) {
        if (!limits(settings.perMinute())) {
            return null;
        }
        prune(now);
        if (minuteSpentUntil != null && now.isBefore(minuteSpentUntil)) {
            return 0L;
        }
        Integer reported = minute.allowed(running(now), now);
        long own = (long) settings.perMinute() - taken() - others.size() - deadOwnersCalls(now);
        return Math.max(0L, reported == null ? own : Math.min(own, reported));
    }

    /** Nothing that it knows forbids a call now or counts against one. */
    boolean quiet(Instant now) {
        prune(now);
        return unknownCallsUntil(now) == null && places.isEmpty() && others.isEmpty();
    }

    /** Until when an owner that crashed may have sent calls; null once none of them can count any more. */
    @Nullable
    Instant unknownCallsUntil(Instant now) {
        boolean passed = (minuteSpentUntil == null || !now.isBefore(minuteSpentUntil))
                && (placesTakenUntil == null || !now.isBefore(placesTakenUntil.plus(MINUTE)));
        return passed ? null : unknownCallsUntil;
    }

    List<CallInFlight> made(Instant now) {
        prune(now);
        List<CallInFlight> made = new ArrayList<>();
        for (Place place : places) {
            if (!place.inFlight(now)) {
                made.add(place.asMade());
            }
            made.addAll(place.items());
        }
        others.forEach(until -> made.add(new CallInFlight(until.minus(MINUTE), until, OTHER)));
        return made;
    }

    List<CallInFlight> inFlight(Instant now) {
        return running(now).stream().map(Place::asInFlight).toList();
    }

    private List<Place> running(Instant now) {
        return places.stream().filter(place -> place.inFlight(now)).toList();
    }
}
