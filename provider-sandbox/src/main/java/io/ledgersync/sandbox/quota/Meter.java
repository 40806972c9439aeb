package io.ledgersync.sandbox.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one organisation as its provider does, and judges them.
 *
 * <p>The provider refuses by fixed windows: minutes begin at the organisation's own second, days at its own time of
 * day. The judge is stricter: a call is a violation when on its arrival it exceeds a limit by either reading, in the
 * fixed window or in the sixty seconds before it. Thread-safe.
 */
public final class Meter {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final long minuteOffset;
    private long dayOffset;
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private final Deque<Instant> lastSecond = new ArrayDeque<>();
    private final Deque<Instant> lastBatches = new ArrayDeque<>();
    private final List<Stay> inProgress = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private QuotaSpec spec;
    private long minute = Long.MIN_VALUE;
    private int inMinute;
    private int batchesInMinute;
    private int batchesOfAll;
    private long day = Long.MIN_VALUE;
    private int inDay;
    private final List<String> refusals = new ArrayList<>();
    private Instant latest = Instant.MIN;

    public Meter(QuotaSpec spec, String organisationId) {
        this.spec = spec;
        this.minuteOffset = Math.floorMod(organisationId.hashCode(), 60_000);
        this.dayOffset = Math.floorMod((organisationId.hashCode() + 1) * 0x9E3779B97F4A7C15L, DAY.toMillis());
    }

    /**
     * What a call is told.
     *
     * @param stay how long it is in progress; a refused call is not
     */
    public record Verdict(
            @Nullable String problem, long retryAfterSeconds, int minuteRemaining, int dayRemaining, Stay stay) {
        public boolean refused() {
            return problem != null;
        }
    }

    /** A call in progress: until it is answered, and for as long as answering takes, whatever becomes of its caller. */
    public final class Stay {
        private Instant until;
        private boolean answered;

        private Stay(Instant arrived) {
            this.until = arrived;
        }

        /** Answering it takes until then. */
        public void lastsUntil(Instant then) {
            synchronized (Meter.this) {
                until = then;
            }
        }

        /** Its answer is sent, or nobody is there any more who takes it. */
        public void answered() {
            synchronized (Meter.this) {
                answered = true;
            }
        }
    }

    public synchronized void limits(QuotaSpec limits) {
        spec = limits;
    }

    /** The organisation's day of calls ends then, and every day at that time; what was counted is forgotten. */
    public synchronized void dayEnds(Instant then) {
        dayOffset = Math.floorMod(then.toEpochMilli(), DAY.toMillis());
        day = Long.MIN_VALUE;
    }

    public synchronized QuotaSpec limits() {
        return spec;
    }

    /** Calls of somebody else arrive. */
    public synchronized void otherCalls(int calls, Instant now) {
        turn(notBeforeTheLast(now));
        inMinute += calls;
        inDay += calls;
    }

    /** Batches of another app arrive. */
    public synchronized void otherBatches(int batches, Instant now) {
        otherCalls(batches, now);
        batchesOfAll += batches;
    }

    /** A call arrives. */
    public Verdict arrive(boolean batch, Instant at) {
        return arrive(Counted.once(batch), at);
    }

    /** A call arrives. */
    public synchronized Verdict arrive(Counted call, Instant at) {
        Instant now = notBeforeTheLast(at);
        turn(now);
        judge(call, now);
        String problem = problem(call);
        Stay stay = new Stay(now);
        if (problem == null) {
            inProgress.add(stay);
        } else {
            refusals.add(now + " " + problem);
        }
        if (problem == null || call.refusedToo()) {
            inMinute += call.calls();
            inDay += call.calls();
            batchesInMinute += call.batch() ? 1 : 0;
            batchesOfAll += call.batch() ? 1 : 0;
        }
        return new Verdict(
                problem,
                retryAfter(problem, now),
                spec.perMinute() == 0 ? Integer.MAX_VALUE : Math.max(0, spec.perMinute() - inMinute),
                spec.perDay() == 0 ? Integer.MAX_VALUE : Math.max(0, spec.perDay() - inDay),
                stay);
    }

    /**
     * Calls are answered side by side: one that read the clock earlier may be counted later, but no window begins
     * twice.
     */
    private Instant notBeforeTheLast(Instant now) {
        latest = now.isAfter(latest) ? now : latest;
        return latest;
    }

    private void turn(Instant now) {
        long thisMinute = Math.floorDiv(now.toEpochMilli() - minuteOffset, MINUTE.toMillis());
        if (thisMinute != minute) {
            minute = thisMinute;
            inMinute = 0;
            batchesInMinute = 0;
            batchesOfAll = 0;
        }
        long today = Math.floorDiv(now.toEpochMilli() - dayOffset, DAY.toMillis());
        if (today != day) {
            day = today;
            inDay = 0;
        }
        inProgress.removeIf(stay -> stay.answered && !stay.until.isAfter(now));
        drop(lastMinute, now, MINUTE);
        drop(lastBatches, now, MINUTE);
        drop(lastSecond, now, Duration.ofSeconds(1));
    }

    private static void drop(Deque<Instant> window, Instant now, Duration length) {
        while (!window.isEmpty() && !window.getFirst().plus(length).isAfter(now)) {
            window.removeFirst();
        }
    }

    private void judge(Counted call, Instant now) {
        for (int i = 0; i < call.calls(); i++) {
            lastMinute.addLast(now);
        }
        lastSecond.addLast(now);
        if (call.batch()) {
            lastBatches.addLast(now);
        }
        exceeds("minute (any 60 s)", lastMinute.size(), spec.perMinute(), now);
        exceeds("minute (fixed window)", inMinute + call.calls(), spec.perMinute(), now);
        exceeds("day", inDay + call.calls(), spec.perDay(), now);
        exceeds("second", lastSecond.size(), spec.perSecond(), now);
        exceeds("batches a minute", call.batch() ? lastBatches.size() : 0, spec.batchPerMinute(), now);
        exceeds("batches a minute of all apps", call.batch() ? batchesOfAll + 1 : 0, spec.batchPerMinuteOfAll(), now);
        exceeds("concurrent", inProgress.size() + 1, spec.concurrent(), now);
    }

    private void exceeds(String limit, int count, int allowed, Instant now) {
        if (allowed > 0 && count > allowed) {
            violations.add(now + " " + limit + ": " + count + " of " + allowed);
        }
    }

    private @Nullable String problem(Counted call) {
        if (spec.concurrent() > 0 && inProgress.size() >= spec.concurrent()) {
            return "concurrent";
        }
        if (exhausted(inDay + call.calls(), spec.perDay())) {
            return "day";
        }
        if (exhausted(inMinute + call.calls(), spec.perMinute())) {
            return "minute";
        }
        if (exhausted(lastSecond.size(), spec.perSecond())) {
            return "second";
        }
        boolean batches = exhausted(batchesInMinute + 1, spec.batchPerMinute())
                || exhausted(batchesOfAll + 1, spec.batchPerMinuteOfAll());
        return call.batch() && batches ? "batch" : null;
    }

    private static boolean exhausted(int count, int allowed) {
        return allowed > 0 && count > allowed;
    }

    private long retryAfter(@Nullable String problem, Instant now) {
        if (problem == null) {
            return 0;
        }
        boolean daily = problem.equals("day");
        long length = (daily ? DAY : MINUTE).toMillis();
        long into = Math.floorMod(now.toEpochMilli() - (daily ? dayOffset : minuteOffset), length);
        return (length - into + 999) / 1000;
    }

    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    public synchronized int throttled() {
        return refusals.size();
    }

    /** When calls were refused for their number, and by which limit. */
    public synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }
}
