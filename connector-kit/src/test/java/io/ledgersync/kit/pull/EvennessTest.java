package io.ledgersync.kit.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.toy.ShelfConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model of a first run under a provider's limits: the order of its calls, and when each list has been read. */
class EvennessTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Row ROW =
            new Row(List.of(), new byte[0], new LedgerRecord("Any", "1", START, false, null), null);
    private static final int SIDE_BY_SIDE = 5;

    private static final List<LedgerStream> XERO = List.of(
            new Chain("Invoices", 100, 1000, true),
            new Chain("BankTransactions", 100, 1000, true),
            new Chain("Contacts", 20, 1000, true),
            new Chain("Payments", 30, 1000, true),
            new Chain("Journals", 1001, 100, false));

    private record Next(String stream, String key, int rows) implements Question {
        @Override
        public Question withRows(int fewer) {
            return this;
        }
    }

    /** A list that is read call after call. */
    private record Chain(String name, int calls, int page, boolean counted) implements LedgerStream {
        @Override
        public List<String> sourceTypes() {
            return List.of(name);
        }

        @Override
        public LedgerKind<?> kind() {
            return LedgerKind.ITEM;
        }

        @Override
        public boolean alwaysWhole() {
            return false;
        }

        @Override
        public Walk begin(@Nullable String watermark) {
            return new Walking(this, 0);
        }

        @Override
        public Walk sweep(Walk walked) {
            return new Walking(this, calls);
        }

        @Override
        public Walk confirm(String sourceType, List<String> sourceIds) {
            throw new IllegalStateException("a first run confirms nothing");
        }

        @Override
        public Walk resume(JsonNode cursor) {
            throw new IllegalStateException("nothing crashes here");
        }
    }

    private record Walking(Chain stream, int read) implements Walk {
        @Override
        public List<Question> ready() {
            return done() ? List.of() : List.of(new Next(stream.name, "page " + read, stream.page));
        }

        @Override
        public Step answered(Question question, Answer answer) {
            return new Step(new Walking(stream, read + 1), Collections.nCopies(stream.page, ROW));
        }

        @Override
        public boolean done() {
            return read == stream.calls;
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public boolean severalPages() {
            return true;
        }

        @Override
        public @Nullable Long expected() {
            return stream.counted && read > 0 ? (long) stream.calls * stream.page : null;
        }

        @Override
        public String watermark() {
            return "";
        }

        @Override
        public JsonNode cursor() {
            return JsonMapper.shared().createObjectNode();
        }
    }

    /** What came of a run: when each list was read, and how many rows each minute brought. */
    private record Ended(Duration took, Map<String, Duration> ends, List<Integer> rows) {
        Duration end(String stream) {
            return ends.get(stream);
        }
    }

    private record InFlight(Instant until, Turn turn) {}

    /** A place in the minute is held until a minute after the answer. */
    private static Ended simulate(int perMinute, boolean saysWhatBinds, @Nullable String hangs) {
        Plan plan = new Plan(Kind.INITIAL, true, Map.of());
        Conversation talk =
                new Conversation(new ShelfConnector(1), Patience.usual(new Random(1)), Run.begin(plan, XERO, 1));
        PriorityQueue<InFlight> inFlight = new PriorityQueue<>(Comparator.comparing(InFlight::until));
        PriorityQueue<Instant> places = new PriorityQueue<>(Collections.nCopies(perMinute, START));
        Map<String, Duration> ends = new HashMap<>();
        List<Integer> rows = new ArrayList<>();
        Instant now = START;
        while (talk.run().phase() == Phase.PASS) {
            List<Turn> turns = talk.ready(now);
            boolean room = inFlight.size() < SIDE_BY_SIDE;
            if (room && !turns.isEmpty() && !places.element().isAfter(now)) {
                places.remove();
                Turn turn = turns.get(0);
                int page = turn.exchange().questions().get(0).rows();
                boolean late = turn.asked().get(0).stream().equals(hangs)
                        && talk.run().reading("Journals").tally().records() == 30_000;
                inFlight.add(new InFlight(now.plusMillis(late ? 100_000 : 400 + page * 11 / 10), turn));
                talk.sent(turn, now);
                int minute = (int) Duration.between(START, now).toMinutes();
                while (rows.size() <= minute) {
                    rows.add(0);
                }
                rows.set(minute, rows.get(minute) + page);
                continue;
            }
            Instant next = inFlight.isEmpty() ? Instant.MAX : inFlight.element().until();
            if (room && !turns.isEmpty()) {
                if (saysWhatBinds) {
                    talk.minuteBinds(now);
                }
                next = earlier(next, places.element());
            } else if (room) {
                next = earlier(next, talk.nextRetry(now).orElse(next));
            }
            now = next;
            if (!inFlight.isEmpty() && !inFlight.element().until().isAfter(now)) {
                Turn turn = inFlight.remove().turn();
                places.add(now.plusSeconds(60));
                Answer answer = new Answer(JsonMapper.shared().createObjectNode(), List.of(), now, false);
                Heard heard = new Heard(List.of(answer), QuotaReport.SILENT);
                talk.heard(turn, heard, 0, now, new Sequence(1, 1, 0));
                ends.put(turn.asked().get(0).stream(), Duration.between(START, now));
            }
        }
        return new Ended(Duration.between(START, now), ends, rows);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Test
    void listsEndTogetherAndEveryMinuteBringsTheSameWhereTheMinuteBinds() {
        Ended before = simulate(60, false, null);

        Ended even = simulate(60, true, null);

        assertThat(even.took()).isLessThanOrEqualTo(before.took());
        assertThat(even.end("Invoices"))
                .isGreaterThan(even.took().multipliedBy(9).dividedBy(10));
        assertThat(even.end("Contacts"))
                .isGreaterThan(even.took().multipliedBy(8).dividedBy(10));
        int mean = even.rows().stream().mapToInt(Integer::intValue).sum()
                / even.rows().size();
        // In the first minute nothing binds yet, in the second what was read in the first is waited for.
        assertThat(even.rows().subList(2, even.rows().size())).allMatch(rows -> rows < mean * 5 / 4);
        assertThat(before.rows().get(1)).isGreaterThan(mean * 2);
    }

    @Test
    void nobodyIsHeldBackWhereTheMinuteDoesNotBind() {
        assertThat(simulate(2_000, true, null)).isEqualTo(simulate(2_000, false, null));
    }

    @Test
    void aCallThatHangsHoldsNobodyBackForLong() {
        Ended before = simulate(60, false, "Journals");

        assertThat(simulate(60, true, "Journals").took()).isLessThanOrEqualTo(before.took());
    }
}
