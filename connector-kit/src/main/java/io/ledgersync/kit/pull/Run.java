package io.ledgersync.kit.pull;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run as an immutable value: what is open, what an answer adds, and which phase follows.
 *
 * <pre>
 * REPORT ──► PASS ──► REPORT ──► SWEEP (at most three, streams whose last reading found something)
 *              ├──── (long) ─────────┤
 *              └─────────────────────┴──► WHOLE ──► COMPARE ──► DONE
 *                                           └──► REPORT (a list that proves has changed)
 * </pre>
 *
 * @param sweep how many sweeps have begun
 * @param published changes so far by source type, repeats included
 * @param firstAttempt the attempt with which the run began
 * @param last the place of the last change; null before the first
 * @param trouble the provider has not answered well for a while; null while it does
 */
public record Run(
        Plan plan,
        Phase phase,
        int sweep,
        List<Reading> readings,
        Map<String, Long> published,
        Usage usage,
        long firstAttempt,
        @Nullable Sequence last,
        @Nullable Trouble trouble) {
    private static final int SWEEPS = 3;
    /** A pass of more calls is long. */
    private static final int LONG = 100;

    /** A run after an answer, and what the answer brought. */
    record Added(Run run, List<Found> found) {}

    public static Run begin(Plan plan, List<LedgerStream> streams, long attempt) {
        return begin(plan, streams, attempt, false);
    }

    /** @param again an earlier beginning of the run may have published something */
    static Run begin(Plan plan, List<LedgerStream> streams, long attempt, boolean again) {
        List<Reading> readings = new ArrayList<>();
        for (LedgerStream stream : streams) {
            readings.add(pending(plan, stream, again));
        }
        // A first reading of everything finds something: what was reported before it would not count.
        Run begun = new Run(plan, Phase.PASS, 0, readings, Map.of(), Usage.NONE, attempt, null, null);
        return (plan.kind() == Kind.INCREMENTAL ? begun.reporting(0) : begun).goneOn();
    }

    static Reading pending(Plan plan, LedgerStream stream, boolean again) {
        Reading reading = Reading.pending(stream, again);
        return plan.reads(stream) ? reading : reading.done(null);
    }

    /** Everything that may be asked now of the provider, what is in flight included. */
    List<Asked> open() {
        List<Asked> open = new ArrayList<>();
        for (Reading reading : readings) {
            for (Question question : reading.open()) {
                open.add(new Asked(reading.stream().name(), reading.number(), question));
            }
        }
        return open;
    }

    /** Everything that may be asked now of the ledger store. */
    List<KeysAsked> keys() {
        List<KeysAsked> keys = new ArrayList<>();
        for (Reading reading : readings) {
            Comparison comparison = reading.comparison();
            Sequence since = reading.whole().since();
            if (comparison != null && since != null && comparison.confirm() == null) {
                String type = reading.stream().sourceTypes().get(comparison.type());
                keys.add(new KeysAsked(reading.stream().name(), reading.number(), type, since, comparison.after()));
            }
        }
        return keys;
    }

    /** The open question with this identity; empty when it came too late. */
    Optional<Asked> open(Asked.Id id) {
        return open().stream().filter(asked -> asked.id().equals(id)).findFirst();
    }

    /** What an answer adds; the question as it was sent. */
    Added answered(Asked asked, Answer answer, Sequence at) {
        Reading reading = reading(asked.stream());
        Walk asking = reading.asking();
        if (asking == null) {
            return new Added(this, List.of());
        }
        Step step = asking.answered(asked.question(), answer);
        List<Found> found = new ArrayList<>(step.publish().size());
        for (Row row : step.publish()) {
            found.add(new Found(asked.stream(), row));
        }
        Reading went = reading.went(step.walk(), found.size(), swept(reading), at);
        return new Added(with(went).counted(found, 1).goneOn(), found);
    }

    /** The stream goes on in the way that its walk knows after a refusal, else it ends in the gap. */
    Run rejected(Asked asked, @Nullable Walk otherwise, Gap gap, Sequence at) {
        Reading reading = reading(asked.stream());
        return otherwise == null
                ? ended(asked.stream(), gap)
                : with(reading.went(otherwise, 0, swept(reading), at)).goneOn();
    }

    /** The stream ends in the gap; a report is no part of the books, and a missing one is no gap of theirs. */
    Run ended(String stream, Gap gap) {
        Reading reading = reading(stream);
        return with(reading.done(reading.stream().report() ? null : gap)).goneOn();
    }

    /** Whether the provider has answered others than these streams. */
    boolean answeredBeside(Set<String> streams) {
        return readings.stream()
                .anyMatch(reading -> !reading.stream().report()
                        && !streams.contains(reading.stream().name())
                        && reading.answered());
    }

    /** What the store's answer adds: the keys that the reading did not see, and the page after them. */
    Added missing(KeysAsked asked, List<String> ids, @Nullable String next) {
        Reading reading = reading(asked.stream());
        if (reading.number() != asked.walk() || reading.comparison() == null) {
            return new Added(this, List.of());
        }
        if (ids.isEmpty()) {
            return new Added(with(reading.deleted(0, next)).goneOn(), List.of());
        }
        if (reading.confirms()) {
            return new Added(
                    with(reading.confirming(reading.stream().confirm(asked.sourceType(), ids), next))
                            .goneOn(),
                    List.of());
        }
        List<Found> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            LedgerRecord gone = new LedgerRecord(asked.sourceType(), id, null, true, null);
            found.add(new Found(asked.stream(), new Row(List.of(), new byte[0], gone, null)));
        }
        return new Added(
                with(reading.deleted(found.size(), next)).counted(found, 1).goneOn(), found);
    }

    /** The same with a record that was found but cannot be published. */
    Run deadLettered(Found found, boolean first) {
        return with(reading(found.stream()).deadLettered(first))
                .counted(List.of(found), -1)
                .goneOn();
    }

    public Run used(Usage more) {
        return new Run(plan, phase, sweep, readings, published, more, firstAttempt, last, trouble);
    }

    public Run publishedUntil(Sequence sequence) {
        return new Run(plan, phase, sweep, readings, published, usage, firstAttempt, sequence, trouble);
    }

    Run troubled(@Nullable Trouble now) {
        return new Run(plan, phase, sweep, readings, published, usage, firstAttempt, last, now);
    }

    public boolean done() {
        return phase == Phase.DONE;
    }

    /** The report that was published last counts: nothing was found after it was asked for. */
    public boolean reportCounts() {
        return readings.stream().anyMatch(reading -> reading.stream().report() && reading.found())
                && readings.stream().noneMatch(Reading::foundInTheEnd);
    }

    /** Where the next incremental run of each stream begins. */
    public Map<String, String> watermarks() {
        Map<String, String> watermarks = new TreeMap<>(plan.watermarks());
        for (Reading reading : readings) {
            String name = reading.stream().name();
            String watermark = reading.watermark(plan.watermarks().get(name));
            if (watermark != null && !reading.stream().report()) {
                watermarks.put(name, watermark);
            }
        }
        return watermarks;
    }

    /** What is not whole. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading.gap() != null) {
                gaps.add(reading.gap());
            }
            if (reading.tally().deadLetters() > 0) {
                gaps.add(
                        Gap.deadLetters(reading.stream().name(), reading.tally().deadLetters()));
            }
        }
        return gaps;
    }

    public List<Progress> progress() {
        List<Progress> progress = new ArrayList<>();
        for (Reading reading : readings) {
            progress.add(new Progress(
                    reading.stream().name(),
                    shown(reading),
                    reading.tally().records(),
                    reading.tally().expected()));
        }
        return progress;
    }

    private String shown(Reading reading) {
        return switch (reading.state()) {
            case PENDING, COMPARING, DONE -> reading.state().name();
            case READING -> swept(reading) ? "SWEEPING" : "READING";
            case RESTING -> phase == Phase.PASS && reading.found() ? "SWEEPING" : "DONE";
        };
    }

    private boolean swept(Reading reading) {
        return phase == Phase.SWEEP && !reading.stream().alwaysWhole();
    }

    /** The phase that has something to ask; a phase with nothing in it is passed over. */
    Run goneOn() {
        Run run = this;
        while (run.phase != Phase.DONE) {
            Run ready = run.each(run::begun);
            if (!ready.over()) {
                return ready;
            }
            run = ready.next();
        }
        return run;
    }

    private Reading begun(Reading reading) {
        LedgerStream stream = reading.stream();
        boolean ofThisPhase =
                switch (phase) {
                    case REPORT -> stream.report();
                    case PASS -> !stream.report() && (!stream.alwaysWhole() || provesUnknown(stream));
                    case SWEEP -> stream.alwaysWhole() && !stream.report();
                    case WHOLE -> !stream.report();
                    case COMPARE, DONE -> false;
                };
        return ofThisPhase && reading.state() == Reading.State.PENDING
                ? reading.begun(stream.begin(plan.since(stream)))
                : reading;
    }

    /** Only against an earlier reading does a list without a change filter say that nothing follows a report. */
    private boolean provesUnknown(LedgerStream stream) {
        return stream.proves() && plan.since(stream) == null;
    }

    private boolean over() {
        return readings.stream().noneMatch(reading -> switch (reading.state()) {
            case READING, COMPARING -> true;
            case PENDING, RESTING, DONE -> false;
        });
    }

    private Run next() {
        return switch (phase) {
            case REPORT ->
                sweep == 0 ? in(Phase.PASS, 0) : in(Phase.SWEEP, sweep).each(this::sweptAgain);
            case PASS, SWEEP, WHOLE -> {
                boolean again = readings.stream().anyMatch(this::toBeSwept) || owesAReport();
                if (sweep == SWEEPS || !again) {
                    yield phase == Phase.WHOLE ? in(Phase.COMPARE, sweep).each(this::compared) : in(Phase.WHOLE, sweep);
                }
                yield phase == Phase.PASS && usage.calls() > LONG
                        ? in(Phase.SWEEP, 1).each(this::sweptAgain)
                        : reporting(sweep + 1);
            }
            case COMPARE, DONE -> in(Phase.DONE, sweep);
        };
    }

    private Reading compared(Reading reading) {
        if (reading.stream().report()) {
            return reading.done(reading.gap());
        }
        return reading.state() == Reading.State.RESTING ? reading.rested(plan.firstRun()) : reading;
    }

    /** A long pass went over without one: hardly any books were at rest meanwhile, so that it would not count. */
    private boolean owesAReport() {
        return phase == Phase.SWEEP
                && readings.stream()
                        .anyMatch(reading -> reading.stream().report() && reading.state() == Reading.State.PENDING);
    }

    private boolean toBeSwept(Reading reading) {
        return reading.state() == Reading.State.RESTING && reading.foundInTheEnd();
    }

    /** Before a sweep, or with 0 before the pass. */
    private Run reporting(int before) {
        return in(Phase.REPORT, before).each(reading -> {
            boolean open = reading.state() == Reading.State.PENDING || reading.state() == Reading.State.RESTING;
            return open && reading.stream().report()
                    ? reading.begun(reading.stream().begin(null))
                    : reading;
        });
    }

    private Reading sweptAgain(Reading reading) {
        Walk walked = reading.walk();
        boolean proves =
                reading.state() == Reading.State.RESTING && reading.stream().proves();
        return walked != null && (proves || toBeSwept(reading))
                ? reading.begun(reading.stream().sweep(walked))
                : reading;
    }

    private Run in(Phase next, int sweeps) {
        return new Run(plan, next, sweeps, readings, published, usage, firstAttempt, last, trouble);
    }

    private Run each(UnaryOperator<Reading> change) {
        return new Run(
                plan,
                phase,
                sweep,
                readings.stream().map(change).toList(),
                published,
                usage,
                firstAttempt,
                last,
                trouble);
    }

    private Run with(Reading changed) {
        return each(reading -> reading.stream().name().equals(changed.stream().name()) ? changed : reading);
    }

    private Run counted(List<Found> found, int sign) {
        if (found.isEmpty()) {
            return this;
        }
        Map<String, Long> counts = new TreeMap<>(published);
        for (Found one : found) {
            if (one.row().record() != null) {
                counts.merge(one.row().read().sourceType(), (long) sign, Long::sum);
            }
        }
        return new Run(plan, phase, sweep, readings, counts, usage, firstAttempt, last, trouble);
    }

    Reading reading(String stream) {
        return readings.stream()
                .filter(reading -> reading.stream().name().equals(stream))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stream \"" + stream + '"'));
    }
}
