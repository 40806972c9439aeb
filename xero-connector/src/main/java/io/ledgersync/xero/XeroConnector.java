package io.ledgersync.xero;

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
import io.ledgersync.xero.ask.XeroCalls;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import io.ledgersync.xero.route.XeroHeaders;
import io.ledgersync.xero.route.XeroRoutes;
import io.ledgersync.xero.walk.XeroReport;
import io.ledgersync.xero.walk.XeroStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Xero, as the connector kit sees it. */
public final class XeroConnector implements Connector {
    private final List<LedgerStream> streams;
    private final Map<String, XeroList> byArray;
    private final XeroRoutes routes;

    /**
     * A connector of an app.
     *
     * @param tier what the app may do at Xero
     * @param lists what a run reads; journals where the tier does not permit them are a gap of every run
     * @param clock says of which day a report is
     */
    public XeroConnector(XeroTier tier, List<XeroList> lists, Clock clock) {
        this.streams = lists.stream()
                .<LedgerStream>map(list -> list.report() ? new XeroReport(list, clock) : new XeroStream(list))
                .toList();
        this.byArray = lists.stream().collect(Collectors.toMap(XeroList::array, list -> list));
        this.routes = new XeroRoutes(tier.journals());
    }

    @Override
    public Provider provider() {
        return Provider.XERO;
    }

    @Override
    public List<LedgerStream> streams() {
        return streams;
    }

    @Override
    public List<Exchange> pack(List<Question> ready) {
        return ready.stream()
                .map(question -> new Exchange("call", List.of(question)))
                .toList();
    }

    @Override
    public HttpCall call(Exchange exchange, URI apiUrl, String organisationId) {
        return XeroCalls.of(only(exchange), apiUrl, organisationId);
    }

    @Override
    public boolean holdsRows(List<String> path) {
        return path.size() == 1 && byArray.containsKey(path.get(0));
    }

    @Override
    public LedgerRecord read(List<String> path, JsonNode json) {
        XeroList list = byArray.get(path.get(0));
        if (list == null) {
            throw new IllegalArgumentException("no record of a ledger stands in " + path);
        }
        return list.read(json);
    }

    @Override
    public List<Outcome> route(Exchange exchange, Reply reply) {
        return List.of(routes.route(only(exchange), reply));
    }

    @Override
    public QuotaReport quota(Reply reply) {
        return XeroHeaders.quota(reply);
    }

    private static XeroQuestion only(Exchange exchange) {
        if (exchange.questions().size() == 1 && exchange.questions().get(0) instanceof XeroQuestion question) {
            return question;
        }
        throw new IllegalArgumentException("Xero takes one question of its own in a call");
    }
}
