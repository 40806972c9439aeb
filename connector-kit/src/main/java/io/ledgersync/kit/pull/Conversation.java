package io.ledgersync.kit.pull;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Connector;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run while it is in memory: the run itself and what its cursor does not hold, the questions in flight, those that
 * wait to be asked again, and those that must be asked for less at a time. Owned by one thread.
 */
public final class Conversation {
    private static final Logger LOGGER = LoggerFactory.getLogger(Conversation.class);
    private static final int SHRINK = 10;
    /** Failures in a row after which questions no longer travel together, and a report is done without. */
    private static final int TOO_OFTEN = 3;
    /** Tokens refused to one question, while others were answered, after which it is not for the tokens. */
    private static final int NOT_THE_TOKENS = 5;

    private final Connector connector;
    private final Patience patience;
    private final Set<Asked.Id> inFlight = new HashSet<>();
    private final Set<Asked.Id> alone = new HashSet<>();
    private final Retries retries;
    /** How many tokens in a row were refused to a question. */
    private final Map<Asked.Id, Integer> refusals = new HashMap<>();

    private final Map<String, Integer> mostRows = new HashMap<>();
    private final DeadRecords dead = new DeadRecords();
    /** Calls of each stream: who had fewest is next, so that no stream is left over in the end. */
    private final Map<String, Integer> calls = new HashMap<>();

    private final Evenness evenness = new Evenness();

    private Run run;
    private int exchangesInFlight;
    private String lastTrouble = "";

    public Conversation(Connector connector, Patience patience, Run run) {
        this.connector = connector;
        this.patience = patience;
        this.retries = new Retries(patience);
        this.run = run;
    }

    public Run run() {
        return run;
    }

    /** Whether exchanges are in flight. */
    public boolean waitsForAnswers() {
        return exchangesInFlight > 0;
    }

    /** The exchanges that may be had now, those in flight left out. */
    public List<Turn> ready(Instant now) {
        Map<String, Asked> byQuestion = new HashMap<>();
        List<Question> together = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        List<Asked> open = run.open();
        if (!retries.none()) {
            retries.keepOnly(open.stream().map(Asked::id).collect(Collectors.toSet()));
        }
        for (Asked asked : open) {
            Instant again = retries.again(asked.id());
            if (inFlight.contains(asked.id()) || (again != null && again.isAfter(now))) {
                continue;
            }
            byQuestion.put(name(asked.question()), asked);
            Question question = shrunk(asked);
            if (alone.contains(asked.id())) {
                exchanges.addAll(connector.pack(List.of(question)));
            } else {
                together.add(question);
            }
        }
        if (!together.isEmpty()) {
            exchanges.addAll(connector.pack(together));
        }
        List<Turn> turns = exchanges.stream()
                .map(exchange -> turn(exchange, byQuestion))
                .sorted(Comparator.comparingInt(this::callsBefore).thenComparingInt(Conversation::rows))
                .toList();
        return evenness.order(turns, run, now);
    }

    private int callsBefore(Turn turn) {
        return turn.asked().stream()
                .mapToInt(asked -> calls.getOrDefault(asked.stream(), 0))
                .min()
                .orElse(0);
    }

    /** The smallest first: where the first answer says how much may be called, all others wait for it. */
    private static int rows(Turn turn) {
        return turn.exchange().questions().stream().mapToInt(Question::rows).sum();
    }

    private static Turn turn(Exchange exchange, Map<String, Asked> byQuestion) {
        List<Asked> asked = new ArrayList<>();
        for (Question question : exchange.questions()) {
            Asked open = byQuestion.get(name(question));
            if (open == null) {
                throw new IllegalStateException(
                        "an exchange holds the question " + name(question) + ", which is not open");
            }
            asked.add(new Asked(open.stream(), open.walk(), question));
        }
        return new Turn(exchange, asked);
    }

    private static String name(Question question) {
        return question.stream() + ' ' + question.key();
    }

    private Question shrunk(Asked asked) {
        Integer most = mostRows.get(asked.stream());
        Question question = asked.question();
        return most != null && question.rows() > most ? question.withRows(most) : question;
    }

    /**
     * When the next of the questions that wait, having failed or being held back, may be asked; empty when none does.
     */
    public Optional<Instant> nextRetry(Instant now) {
        Stream<Instant> failed = run.open().stream()
                .filter(asked -> !inFlight.contains(asked.id()))
                .flatMap(asked -> Stream.ofNullable(retries.again(asked.id())));
        return Stream.concat(failed, Stream.ofNullable(evenness.heldUntil()))
                .filter(again -> again.isAfter(now))
                .min(Instant::compareTo);
    }

    /** A call of this run had to wait for the provider's minute. */
    public void minuteBinds(Instant now) {
        evenness.minuteBinds(now);
    }

    public void sent(Turn turn, Instant now) {
        evenness.sent(turn, now);
        turn.asked().forEach(asked -> inFlight.add(asked.id()));
        turn.asked().stream().map(Asked::stream).distinct().forEach(stream -> calls.merge(stream, 1, Integer::sum));
        exchangesInFlight++;
    }

    /** The exchange is over and brought nothing, through nobody's fault: its questions are ready again. */
    public void came(Turn turn) {
        turn.asked().forEach(asked -> inFlight.remove(asked.id()));
        evenness.came(turn);
        exchangesInFlight--;
    }

    /** What a reply adds; {@code at} is the place that the next change of this run takes. */
    @SuppressWarnings("IllegalCatch")
    public Harvest heard(Turn turn, Heard heard, long bytes, Instant now, Sequence at) {
        came(turn);
        run = run.used(run.usage().plus(turn.exchange(), heard.throttled() != null, bytes));
        List<Found> found = new ArrayList<>();
        Map<Asked, Fault.Unavailable> failed = new LinkedHashMap<>();
        Map<Asked, Fault.TokenRefused> refused = new LinkedHashMap<>();
        Fault.Fatal fatal = null;
        for (int i = 0; i < turn.asked().size(); i++) {
            Outcome outcome = heard.outcomes().get(i);
            if (outcome instanceof Fault.Fatal end) {
                fatal = fatal == null ? end : fatal;
                continue;
            }
            Asked asked = turn.asked().get(i);
            if (outcome instanceof Fault.Unavailable trouble) {
                failed.put(asked, trouble);
            } else if (outcome instanceof Fault.TokenRefused refusal) {
                refused.put(asked, refusal);
            } else if (run.open(asked.id()).isPresent()) {
                try {
                    found.addAll(routed(asked, outcome, at));
                } catch (RuntimeException e) {
                    LOGGER.atError()
                            .addKeyValue("stream", asked.stream())
                            .setCause(e)
                            .log("A stream could not go on with an answer");
                    fatal = new Fault.Fatal(
                            Heard.COULD_NOT_SYNC, "stream " + asked.stream() + " could not go on with an answer: " + e);
                }
            }
        }
        again(failed, now);
        refused(refused, now);
        return new Harvest(found, fatal);
    }

    private Collection<Found> routed(Asked asked, Outcome outcome, Sequence at) {
        if (outcome instanceof Answer answer) {
            retries.forget(asked.id());
            refusals.remove(asked.id());
            // The size grows again with every answer that was not too large.
            mostRows.computeIfPresent(
                    asked.stream(),
                    (stream, most) -> Math.max(most, asked.question().rows() * 2));
            run = run.troubled(null);
            Run.Added added = run.answered(asked, answer, at);
            run = added.run();
            return added.found();
        }
        if (outcome instanceof Fault.Forbidden forbidden) {
            retries.forget(asked.id());
            run = run.ended(
                    asked.stream(),
                    new Gap(asked.stream(), forbidden.code(), forbidden.detail(), forbidden.remedy(), null));
        } else if (outcome instanceof Fault.Rejected rejected) {
            retries.forget(asked.id());
            Walk asking = run.reading(asked.stream()).asking();
            Walk otherwise = asking == null ? null : asking.rejected(asked.question(), rejected);
            run = run.rejected(asked, otherwise, Gap.rejected(asked.stream(), rejected.code(), rejected.detail()), at);
        }
        // Throttled: the question is open again; the quota says when it may be asked.
        return List.of();
    }

    /** No reply came: the questions are asked again after a while. */
    public void failed(Turn turn, Fault.Unavailable trouble, Instant now) {
        came(turn);
        Map<Asked, Fault.Unavailable> failed = new LinkedHashMap<>();
        turn.asked().forEach(asked -> failed.put(asked, trouble));
        again(failed, now);
    }

    private void again(Map<Asked, Fault.Unavailable> failed, Instant now) {
        failed.keySet().removeIf(asked -> run.open(asked.id()).isEmpty());
        if (failed.isEmpty()) {
            return;
        }
        Duration wait = failed.values().stream()
                .flatMap(trouble -> Stream.ofNullable(trouble.retryAfter()))
                .max(Duration::compareTo)
                .orElse(null);
        retries.failed(failed.keySet().stream().map(Asked::id).toList(), wait, now);
        failed.forEach((asked, trouble) -> {
            boolean often = retries.times(asked.id()) >= TOO_OFTEN;
            if (run.reading(asked.stream()).stream().report()) {
                // The books do without it: it neither counts as trouble nor holds them up.
                if (often || patience.isTooLong(trouble.retryAfter())) {
                    run = run.ended(asked.stream(), Gap.unavailable(asked.stream(), trouble.detail()));
                }
                return;
            }
            if (often && failed.size() > 1) {
                // One of them may be what fails: it is not to hold up the others.
                alone.add(asked.id());
            }
            run = run.troubled(Trouble.of(run.trouble(), now));
            lastTrouble = trouble.detail();
        });
    }

    /**
     * The questions are open again, with another token. What is refused a second one as well waits for a while, so that
     * other questions show what the tokens are worth: where they are answered and this one never is, it may not be
     * read, though the provider does not say so. Whether any token is any good is not decided here.
     */
    private void refused(Map<Asked, Fault.TokenRefused> refused, Instant now) {
        refused.keySet().removeIf(asked -> run.open(asked.id()).isEmpty());
        List<Asked.Id> later = new ArrayList<>();
        refused.forEach((asked, refusal) -> {
            int times = refusals.merge(asked.id(), 1, Integer::sum);
            boolean report = run.reading(asked.stream()).stream().report();
            if (times >= (report ? 2 : NOT_THE_TOKENS)) {
                refusals.remove(asked.id());
                run = run.ended(asked.stream(), Gap.refused(asked.stream(), refusal.detail()));
            } else if (times > 1) {
                later.add(asked.id());
            }
        });
        if (!later.isEmpty()) {
            retries.failed(later, null, now);
        }
    }

    /**
     * The reply is larger than the memory has room for: each question is asked alone, and one that already was for a
     * tenth of the rows, or otherwise.
     */
    public void tooLarge(Turn turn, Instant now, Sequence at) {
        came(turn);
        run = run.used(run.usage().plus(turn.exchange(), false, 0));
        if (turn.asked().size() > 1) {
            turn.asked().forEach(asked -> alone.add(asked.id()));
            return;
        }
        Asked asked = turn.asked().get(0);
        int rows = asked.question().rows();
        int fewer = Math.max(1, rows / SHRINK);
        if (fewer < rows && asked.question().withRows(fewer).rows() == fewer) {
            mostRows.merge(asked.stream(), fewer, Math::min);
        } else if (run.open(asked.id()).isPresent()) {
            Walk asking = run.reading(asked.stream()).asking();
            Fault.Rejected refusal =
                    new Fault.Rejected("TOO_LARGE", "the answer is larger than the connector's memory has room for");
            Walk otherwise = asking == null ? null : asking.rejected(asked.question(), refusal);
            run = run.rejected(asked, otherwise, Gap.overflow(asked.stream()), at);
        }
    }

    /** What the ledger store may be asked now; only when everything found so far is committed. */
    public List<KeysAsked> keys() {
        return run.keys();
    }

    /** What the store's answer adds. */
    public List<Found> missing(KeysAsked asked, List<String> ids, @Nullable String next) {
        Run.Added added = run.missing(asked, ids, next);
        run = added.run();
        return added.found();
    }

    /** A record that was found cannot be published. */
    public void deadLettered(Found found) {
        run = run.deadLettered(found, dead.first(found));
    }

    public void publishedUntil(Sequence sequence) {
        run = run.publishedUntil(sequence);
    }

    /** Trouble has lasted so long that nothing new is asked before the calls in flight have ended. */
    public boolean drains(Instant now) {
        return exchangesInFlight > 0 && lasts(run.trouble(), now);
    }

    private boolean lasts(@Nullable Trouble trouble, Instant now) {
        return trouble != null && trouble.since().plus(patience.pauseAfter()).isBefore(now);
    }

    /** What to do about trouble; asked while nothing is in flight, so that no answer is thrown away. */
    public Verdict verdict(Instant now) {
        Trouble trouble = run.trouble();
        Map<Asked, Instant> failing = trouble == null ? Map.of() : failing();
        if (trouble == null || failing.isEmpty()) {
            return new Verdict.GoOn();
        }
        String detail = "No good answer since " + trouble.since() + ": " + lastTrouble;
        if (trouble.since().plus(patience.giveUpAfter()).isBefore(now)) {
            return givenUp(trouble, failing.keySet(), detail, now);
        }
        Instant next = Collections.min(failing.values());
        if (!lasts(trouble, now) && !next.isAfter(now.plus(patience.pauseAfter()))) {
            return new Verdict.GoOn();
        }
        Instant until = patience.resume(now, trouble.pauses());
        run = run.troubled(trouble.paused());
        return new Verdict.Pause(next.isAfter(until) ? next : until, detail);
    }

    /** The open questions of the books that failed, and when each may be asked again. */
    private Map<Asked, Instant> failing() {
        Map<Asked, Instant> failing = new LinkedHashMap<>();
        for (Asked asked : run.open()) {
            Instant again = retries.again(asked.id());
            if (again != null && !run.reading(asked.stream()).stream().report()) {
                failing.put(asked, again);
            }
        }
        return failing;
    }

    /** One list that is never answered is a gap; a provider that answers nothing, or no more, ends the run. */
    private Verdict givenUp(Trouble trouble, Set<Asked> failing, String detail, Instant now) {
        Set<String> streams = failing.stream().map(Asked::stream).collect(Collectors.toSet());
        if (trouble.gaveUp() || !run.answeredBeside(streams)) {
            return new Verdict.GiveUp(Gap.PROVIDER_UNAVAILABLE, detail);
        }
        for (String stream : streams) {
            run = run.ended(stream, Gap.unavailable(stream, detail));
        }
        run = run.troubled(patience.gaveUp(now));
        return new Verdict.GoOn();
    }
}
