package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Found;
import io.ledgersync.kit.pull.Heard;
import io.ledgersync.kit.pull.KeysAsked;
import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.pull.Plan;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.kit.pull.Sequence;
import io.ledgersync.kit.pull.Turn;
import io.ledgersync.xero.XeroConnector;
import io.ledgersync.xero.XeroTier;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.stream.XeroStreams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** All lists of an organisation, and a ledger that whole runs keep equal to them. */
final class Books {
    private static final List<XeroList> LISTS = XeroStreams.of(false, List.of());
    private static final int MOST_CALLS = 2_000;

    private record Kept(String version, Sequence sequence) {}

    final Map<String, ChangingList> lists = new TreeMap<>();
    int calls;
    private final Map<String, Map<String, Kept>> ledger = new TreeMap<>();
    private final XeroConnector connector = new XeroConnector(XeroTier.CORE, LISTS, Clock.systemUTC());
    private final Random random;
    private Map<String, String> watermarks = Map.of();
    private boolean first = true;
    private long attempt;
    private Instant now;

    Books(Instant now, boolean edgeExclusive, Random random) {
        this.now = now;
        this.random = random;
        for (XeroList list : LISTS) {
            lists.put(list.path(), new ChangingList(now, edgeExclusive, true));
            ledger.put(list.sourceType(), new TreeMap<>());
        }
    }

    ChangingList list(XeroList list) {
        return lists.get(list.path());
    }

    /** A run to its end; something happens after every answer. */
    Run run(Kind kind, Runnable happening) {
        attempt++;
        Plan plan = new Plan(kind, first, kind == Kind.INCREMENTAL ? watermarks : Map.of());
        Conversation talk =
                new Conversation(connector, Patience.usual(random), Run.begin(plan, connector.streams(), attempt));
        calls = 0;
        for (int slice = 1; !talk.run().done(); slice++) {
            int position = 0;
            for (Turn turn : talk.ready(now)) {
                assertThat(calls++).as("the run ends").isLessThan(MOST_CALLS);
                talk.sent(turn, now);
                Sequence at = new Sequence(attempt, slice, position);
                position += keep(talk, talk.heard(turn, heard(turn), 1, now, at).found(), at);
                happening.run();
            }
            for (KeysAsked asked : talk.keys()) {
                List<String> missing = ledger.get(asked.sourceType()).entrySet().stream()
                        .filter(kept -> kept.getValue().sequence().compareTo(asked.before()) < 0)
                        .map(Map.Entry::getKey)
                        .toList();
                position += keep(talk, talk.missing(asked, missing, null), new Sequence(attempt, slice, position));
            }
        }
        first = false;
        watermarks = talk.run().watermarks();
        return talk.run();
    }

    void pass(Duration time) {
        now = now.plus(time);
        lists.values().forEach(list -> list.now = now);
    }

    /** What the ledger holds of each kind, by id. */
    Map<String, Map<String, String>> ledger() {
        Map<String, Map<String, String>> shown = new TreeMap<>();
        ledger.forEach((type, kept) -> {
            Map<String, String> versions = new TreeMap<>();
            kept.forEach((id, one) -> versions.put(id, one.version()));
            shown.put(type, versions);
        });
        return shown;
    }

    /** What the organisation holds of each kind, by id. */
    Map<String, Map<String, String>> content() {
        Map<String, Map<String, String>> content = new TreeMap<>();
        LISTS.forEach(list -> content.put(list.sourceType(), list(list).content()));
        return content;
    }

    private Heard heard(Turn turn) {
        Question question = turn.exchange().questions().get(0);
        ChangingList list = lists.get(question.stream());
        Fault.Rejected refusal = list.refusal(question);
        Outcome outcome = refusal == null ? list.answer(question) : refusal;
        return new Heard(List.of(outcome), QuotaReport.SILENT);
    }

    private int keep(Conversation talk, List<Found> found, Sequence first) {
        Sequence at = first;
        for (Found one : found) {
            Row row = one.row();
            Map<String, Kept> kept = ledger.get(row.read().sourceType());
            if (row.read().deleted()) {
                kept.remove(row.read().sourceId());
            } else {
                kept.put(row.read().sourceId(), new Kept(ChangingList.version(row), at));
            }
            talk.publishedUntil(at);
            at = new Sequence(at.attempt(), at.slice(), at.position() + 1);
        }
        return found.size();
    }
}
