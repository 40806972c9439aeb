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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private record Retry(int failures, Instant at) {}

    private final Connector connector;
    private final Patience patience;
    private final Set<Asked.Id> inFlight = new HashSet<>();
    private final Set<Asked.Id> alone = new HashSet<>();
    private final Map<Asked.Id, Retry> retries = new HashMap<>();
    private final Map<String, Integer> mostRows = new HashMap<>();
    /** Calls of each stream: who had fewest is next, so that no stream is left over in the end. */
    private final Map<String, Integer> calls = new HashMap<>();

    private Run run;
    private int exchangesInFlight;
    private String lastTrouble = "";

    public Conversation(Connector connector, Patience patience, Run run) {
        this.connector = connector;
        this.patience = patience;
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
        for (Asked asked : run.open()) {
            Retry retry = retries.get(asked.id());
            if (inFlight.contains(asked.id()) || (retry != null && retry.at().isAfter(now))) {
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
        return exchanges.stream()
                .map(exchange -> turn(exchange, byQuestion))
                .sorted(Comparator.comparingInt(this::callsBefore))
                .toList();
    }

    private int callsBefore(Turn turn) {
        return turn.asked().stream()
                .mapToInt(asked -> calls.getOrDefault(asked.stream(), 0))
                .min()
                .orElse(0);
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

    /** When a question that failed may be asked again; empty when none waits. */
    public Optional<Instant> nextRetry() {
        return retries.values().stream().map(Retry::at).min(Instant::compareTo);
    }

    public void sent(Turn turn) {
        turn.asked().forEach(asked -> inFlight.add(asked.id()));
        turn.asked().stream().map(Asked::stream).distinct().forEach(stream -> calls.merge(stream, 1, Integer::sum));
        exchangesInFlight++;
    }

    /** The exchange is over and brought nothing, through nobody's fault: its questions are ready again. */
    public void came(Turn turn) {
        turn.asked().forEach(asked -> inFlight.remove(asked.id()));
        exchangesInFlight--;
    }

    /** What a reply adds; {@code at} is the place that the next change of this run takes. */
    @SuppressWarnings("IllegalCatch")
    public Harvest heard(Turn turn, Heard heard, long bytes, Instant now, Sequence at) {
        came(turn);
        run = run.used(run.usage().plus(heard.throttled() != null, bytes));
        List<Found> found = new ArrayList<>();
        Fault.Fatal fatal = null;
        for (int i = 0; i < turn.asked().size(); i++) {
            Outcome outcome = heard.outcomes().get(i);
            if (outcome instanceof Fault.Fatal end) {
                fatal = fatal == null ? end : fatal;
                continue;
            }
            Asked asked = turn.asked().get(i);
            if (run.open(asked.id()).isPresent()) {
                try {
                    found.addAll(routed(asked, outcome, now, at));
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
        return new Harvest(found, fatal);
    }

    private Collection<Found> routed(Asked asked, Outcome outcome, Instant now, Sequence at) {
        if (outcome instanceof Answer answer) {
            retries.remove(asked.id());
            run = run.troubled(null);
            Run.Added added = run.answered(asked, answer, at);
            run = added.run();
            return added.found();
        }
        if (outcome instanceof Fault.Unavailable trouble) {
            again(asked, trouble.retryAfter(), trouble.detail(), now);
        } else if (outcome instanceof Fault.Forbidden forbidden) {
            retries.remove(asked.id());
            run = run.rejected(
                    asked,
                    null,
                    new Gap(asked.stream(), forbidden.code(), forbidden.detail(), forbidden.remedy(), null),
                    at);
        } else if (outcome instanceof Fault.Rejected rejected) {
            retries.remove(asked.id());
            Walk asking = run.reading(asked.stream()).asking();
            Walk otherwise = asking == null ? null : asking.rejected(asked.question(), rejected);
            run = run.rejected(asked, otherwise, Gap.rejected(asked.stream(), rejected.code(), rejected.detail()), at);
        }
        // Throttled and TokenRefused: the question is open again; the quota and the lease say when it may be asked.
        return List.of();
    }

    /** No reply came: the questions are asked again after a while. */
    public void failed(Turn turn, Fault.Unavailable trouble, Instant now) {
        came(turn);
        for (Asked asked : turn.asked()) {
            if (run.open(asked.id()).isPresent()) {
                again(asked, trouble.retryAfter(), trouble.detail(), now);
            }
        }
    }

    private void again(Asked asked, @Nullable Duration wait, String detail, Instant now) {
        Retry before = retries.get(asked.id());
        int failures = before == null ? 1 : before.failures() + 1;
        retries.put(asked.id(), new Retry(failures, patience.askAgain(now, failures, wait)));
        run = run.troubled(Trouble.of(run.trouble(), now));
        lastTrouble = detail;
    }

    /**
     * The reply is larger than the memory has room for: each question is asked alone, and one that already was for a
     * tenth of the rows.
     */
    public void tooLarge(Turn turn, Instant now, Sequence at) {
        came(turn);
        run = run.used(run.usage().plus(false, 0));
        if (turn.asked().size() > 1) {
            turn.asked().forEach(asked -> alone.add(asked.id()));
            return;
        }
        Asked asked = turn.asked().get(0);
        int rows = asked.question().rows();
        if (rows > 1) {
            mostRows.merge(asked.stream(), Math.max(1, rows / SHRINK), Math::min);
        } else if (alone.add(asked.id())) {
            return;
        } else if (run.open(asked.id()).isPresent()) {
            Walk asking = run.reading(asked.stream()).asking();
            Fault.Rejected refusal =
                    new Fault.Rejected("TOO_LARGE", "the answer is larger than the connector's memory has room for");
            Walk otherwise = asking == null ? null : asking.rejected(asked.question(), refusal);
            run = run.rejected(
                    asked,
                    otherwise,
                    Gap.overflow(asked.stream(), asked.question().key()),
                    at);
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
        run = run.deadLettered(found);
    }

    public void publishedUntil(Sequence sequence) {
        run = run.publishedUntil(sequence);
    }

    /** What to do about trouble; asked while nothing is in flight, so that no answer is thrown away. */
    public Verdict verdict(Instant now) {
        Trouble trouble = run.trouble();
        if (trouble == null) {
            return new Verdict.GoOn();
        }
        Instant next = nextRetry().orElse(now);
        if (trouble.since().plus(patience.giveUpAfter()).isBefore(now)) {
            return new Verdict.GiveUp(
                    "PROVIDER_UNAVAILABLE", "No good answer since " + trouble.since() + ": " + lastTrouble);
        }
        boolean lasting = trouble.since().plus(patience.pauseAfter()).isBefore(now)
                || next.isAfter(now.plus(patience.pauseAfter()));
        if (retries.isEmpty() || !lasting) {
            return new Verdict.GoOn();
        }
        Instant until = patience.resume(now, trouble.pauses());
        run = run.troubled(trouble.paused());
        return new Verdict.Pause(
                next.isAfter(until) ? next : until, "No good answer since " + trouble.since() + ": " + lastTrouble);
    }
}
