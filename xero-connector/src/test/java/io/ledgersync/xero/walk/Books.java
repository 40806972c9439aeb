package io.ledgersync.xero.walk;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.pull.Heard;
import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Run;
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

    final Map<String, ChangingList> lists = new TreeMap<>();
    private final Runs runs;
    private Instant now;

    Books(Instant now, boolean edgeExclusive, Random random) {
        this.now = now;
        this.runs = new Runs(
                new XeroConnector(XeroTier.CORE, LISTS, Clock.systemUTC()), this::heard, ChangingList::version, random);
        LISTS.forEach(list -> lists.put(list.path(), new ChangingList(now, edgeExclusive, true)));
    }

    ChangingList list(XeroList list) {
        return lists.get(list.path());
    }

    /** A run to its end; something happens after every answer. */
    Run run(Kind kind, Runnable happening) {
        return runs.run(kind, () -> now, happening);
    }

    /** Calls of the last run. */
    int calls() {
        return runs.calls;
    }

    void pass(Duration time) {
        now = now.plus(time);
        lists.values().forEach(list -> list.now = now);
    }

    /** What the ledger holds of each kind, by id. */
    Map<String, Map<String, String>> ledger() {
        return runs.ledger();
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
        return new Heard(List.of(refusal == null ? list.answer(question) : refusal), QuotaReport.SILENT);
    }
}
