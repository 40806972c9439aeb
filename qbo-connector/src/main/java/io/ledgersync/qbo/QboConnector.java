package io.ledgersync.qbo;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Provider;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Reply;
import io.ledgersync.qbo.ask.QboCalls;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboPacking;
import io.ledgersync.qbo.route.QboRoutes;
import io.ledgersync.qbo.walk.QboReport;
import io.ledgersync.qbo.walk.QboStream;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** QuickBooks Online, as the connector kit sees it. */
public final class QboConnector implements Connector {
    /** Where records stand, array indexes left out: in a query's answer, a batch's and a change call's. */
    private static final Set<List<String>> PLACES = Set.of(
            List.of("QueryResponse"),
            List.of("BatchItemResponse", "QueryResponse"),
            List.of("CDCResponse", "QueryResponse"));

    private final List<LedgerStream> streams;
    private final Map<String, QboList> byKey = new HashMap<>();

    /**
     * A connector.
     *
     * @param lists what a run reads
     * @param clock tells when changes lie too far back to be asked for
     */
    public QboConnector(List<QboList> lists, Clock clock) {
        this.streams = lists.stream()
                .<LedgerStream>map(list ->
                        list.content() == QboList.Content.REPORT ? new QboReport(list) : new QboStream(list, clock))
                .toList();
        lists.forEach(list -> list.keys().forEach(key -> byKey.put(key, list)));
    }

    @Override
    public Provider provider() {
        return Provider.QBO;
    }

    @Override
    public List<LedgerStream> streams() {
        return streams;
    }

    @Override
    public List<Exchange> pack(List<Question> ready) {
        return QboPacking.pack(ready);
    }

    @Override
    public HttpCall call(Exchange exchange, URI apiUrl, String organisationId) {
        return QboCalls.of(exchange, apiUrl, organisationId);
    }

    @Override
    public boolean holdsRows(List<String> path) {
        if (path.size() < 2 || !byKey.containsKey(path.get(path.size() - 1))) {
            return false;
        }
        List<String> names = path.subList(0, path.size() - 1).stream()
                .filter(name -> !Character.isDigit(name.charAt(0)))
                .toList();
        return PLACES.contains(names);
    }

    @Override
    public LedgerRecord read(List<String> path, JsonNode json) {
        QboList list = byKey.get(path.get(path.size() - 1));
        if (list == null) {
            throw new IllegalArgumentException("no record of a ledger stands in " + path);
        }
        return list.read(json);
    }

    @Override
    public List<Outcome> route(Exchange exchange, Reply reply) {
        return QboRoutes.route(exchange, reply);
    }

    /** QuickBooks says nothing of what is left. */
    @Override
    public QuotaReport quota(Reply reply) {
        return QuotaReport.SILENT;
    }
}
