package io.ledgersync.kit.quota;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.QuotaReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A provider that counts a call at any moment between its sending and its answer, in windows that slide, and a client
 * that makes every call it is allowed to.
 */
final class JudgingProvider {
    private static final int MOST_TRAVEL = 300;

    private final QuotaSettings limits;
    private final Instant dayBegan;
    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final List<Call> calls = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int everyHangs;
    private int everyIsSlow;
    private Duration standsStill = Duration.ZERO;
    private boolean onlyCalls;
    private boolean priority = true;
    private int number;
    private int countedToday;
    private int underWay;
    /** Where in a minute the provider's own begins; negative while its headers say nothing of minutes. */
    private long minuteOffset = -1;

    private long minute;
    private int countedThisMinute;
    private int refused;

    private record Event(Instant at, int number, Runnable action) {}

    private static final class Call {
        private final String kind;
        private final Instant arrives;
        private final Instant counted;
        private QuotaReport report = QuotaReport.SILENT;
        private Fault.@Nullable Throttled refusal;
        private boolean answerKnown = true;

        Call(String kind, Instant arrives, Instant counted) {
            this.kind = kind;
            this.arrives = arrives;
            this.counted = counted;
        }
    }

    JudgingProvider(QuotaSettings limits, Instant dayBegan, Random random) {
        this.limits = limits;
        this.dayBegan = dayBegan;
        this.random = random;
    }

    /** One call in so many gets no answer before its deadline. */
    JudgingProvider hanging(int oneIn) {
        everyHangs = oneIn;
        return this;
    }

    /** One call in so many takes up to half a minute. */
    JudgingProvider slow(int oneIn) {
        everyIsSlow = oneIn;
        return this;
    }

    /** So long of every minute nothing arrives: what was sent meanwhile arrives at its end, all at once. */
    JudgingProvider standingStill(Duration length) {
        standsStill = length;
        return this;
    }

    JudgingProvider onlyCalls() {
        onlyCalls = true;
        return this;
    }

    JudgingProvider withoutPriority() {
        priority = false;
        return this;
    }

    /** Its minutes begin anew at fixed times, and its headers say what is left of them. */
    JudgingProvider fixedMinutes() {
        minuteOffset = random.nextInt(60_000);
        return this;
    }

    /** Somebody else makes so many calls a minute, one now and one then. */
    JudgingProvider sharedWith(int callsAMinute, Duration during) {
        for (long call = 0; call < callsAMinute * during.toMinutes(); call++) {
            Instant when = dayBegan.plusMillis(random.nextLong(during.toMillis()));
            at(when, () -> {
                turnMinute(when);
                countedThisMinute = Math.min(limits.perMinute(), countedThisMinute + 1);
            });
        }
        return this;
    }

    /** The client makes every call that the quota admits. */
    void run(OrganisationQuota quota, Instant from, Instant until) {
        Instant now = from;
        while (now.isBefore(until)) {
            while (!events.isEmpty() && !events.peek().at().isAfter(now)) {
                events.poll().action().run();
            }
            Instant again = callAll(quota, now);
            Instant next = events.isEmpty() || again.isBefore(events.peek().at())
                    ? again
                    : events.peek().at();
            now = next.isAfter(now) ? next : now.plusMillis(1);
        }
    }

    private Instant callAll(OrganisationQuota quota, Instant now) {
        while (true) {
            String kind = !onlyCalls && random.nextInt(10) == 0 ? "batch" : "call";
            Admission admission = quota.admit(kind, 1, priority, now);
            if (admission instanceof Admission.Wait wait) {
                return wait.until();
            }
            send(quota, kind, now);
        }
    }

    private void send(OrganisationQuota quota, String kind, Instant now) {
        Place place = quota.take(kind, 1, now);
        boolean hangs = everyHangs > 0 && random.nextInt(everyHangs) == 0;
        boolean slow = everyIsSlow > 0 && random.nextInt(everyIsSlow) == 0;
        Instant arrives = letIn(now.plusMillis(random.nextInt(MOST_TRAVEL / (slow ? 1 : 10))));
        Instant answers =
                hangs ? now.plus(limits.callTimeout()) : arrives.plusMillis(5 + random.nextInt(slow ? 30_000 : 60));
        Instant counts = arrives.plusMillis(
                random.nextLong(Math.max(1, Duration.between(arrives, answers).toMillis())));
        Instant begins = counts.plusMillis(
                random.nextLong(Math.max(1, Duration.between(counts, answers).toMillis())));
        Call call = new Call(kind, arrives, counts);
        at(arrives, () -> {
            underWay++;
            require(underWay <= limits.concurrent(), underWay + " at a time", call);
        });
        at(counts, () -> count(call));
        at(answers, () -> {
            underWay--;
            if (call.answerKnown && hangs) {
                quota.abandoned(place, answers);
            } else if (call.answerKnown) {
                quota.answered(place, begins, answers, call.report, call.refusal);
            }
        });
        calls.add(call);
    }

    private Instant letIn(Instant arrives) {
        Duration intoTheMinute = Duration.between(dayBegan, arrives)
                .minusMinutes(Duration.between(dayBegan, arrives).toMinutes());
        return intoTheMinute.compareTo(standsStill) < 0
                ? arrives.plus(standsStill).minus(intoTheMinute)
                : arrives;
    }

    private void at(Instant moment, Runnable action) {
        events.add(new Event(moment, number++, action));
    }

    private void turnMinute(Instant now) {
        long thisMinute = Math.floorDiv(now.toEpochMilli() - minuteOffset, 60_000L);
        if (thisMinute != minute) {
            minute = thisMinute;
            countedThisMinute = 0;
        }
    }

    private void count(Call call) {
        if (minuteOffset >= 0) {
            turnMinute(call.counted);
            if (countedThisMinute >= limits.perMinute()) {
                refused++;
                long left = 60_000L - Math.floorMod(call.counted.toEpochMilli() - minuteOffset, 60_000L);
                call.report = new QuotaReport(0, null, null);
                call.refusal = new Fault.Throttled(Fault.Limit.MINUTE, Duration.ofMillis(left), "minute");
                return;
            }
            countedThisMinute++;
        }
        countedToday++;
        require(limits.perDay() == 0 || countedToday <= limits.perDay(), countedToday + " in a day", call);
        call.report = new QuotaReport(
                minuteOffset < 0 ? null : limits.perMinute() - countedThisMinute,
                limits.perDay() == 0 ? null : Math.max(0, limits.perDay() - countedToday),
                null);
    }

    private void require(boolean kept, String broken, Call call) {
        if (!kept) {
            violations.add(broken + " at " + Duration.between(dayBegan, call.counted));
        }
    }

    /** The client dies: it hears of no answer to what it has sent. */
    void forgetAnswers() {
        calls.forEach(call -> call.answerKnown = false);
    }

    /** Calls that it refused. */
    int refused() {
        return refused;
    }

    /** Calls that were counted. */
    int counted() {
        return countedToday;
    }

    /** Every limit that was broken, when and by how much. */
    List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        all.addAll(slide(calls.stream().map(call -> call.counted).toList(), limits.perMinute(), Duration.ofMinutes(1)));
        all.addAll(slide(calls.stream().map(call -> call.arrives).toList(), limits.perSecond(), Duration.ofSeconds(1)));
        all.addAll(slide(
                calls.stream()
                        .filter(call -> call.kind.equals("batch"))
                        .map(call -> call.counted)
                        .toList(),
                limits.batchPerMinute(),
                Duration.ofMinutes(1)));
        return all;
    }

    /** No window of this length, wherever it begins, may hold more than the limit: fixed ones are among them. */
    private List<String> slide(List<Instant> moments, int limit, Duration window) {
        List<String> broken = new ArrayList<>();
        List<Instant> sorted = moments.stream().sorted().toList();
        for (int i = 0; limit > 0 && i + limit < sorted.size(); i++) {
            Instant last = sorted.get(i + limit);
            if (Duration.between(sorted.get(i), last).compareTo(window) < 0) {
                broken.add((limit + 1) + " in " + window + " from " + Duration.between(dayBegan, sorted.get(i)));
            }
        }
        return broken;
    }
}
