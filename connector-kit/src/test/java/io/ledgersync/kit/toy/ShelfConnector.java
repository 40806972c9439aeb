package io.ledgersync.kit.toy;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Connector;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Provider;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.Row;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The connector of a made-up provider. */
public final class ShelfConnector implements Connector {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<LedgerStream> streams;
    private final int together;

    /** @param together how many questions travel in one exchange; over HTTP, one */
    public ShelfConnector(int together, LedgerStream... streams) {
        this.together = together;
        this.streams = List.of(streams);
    }

    /** A shelf's answer to a question, as the connector reads it. */
    public static Answer answer(Shelf shelf, ShelfStream.Ask ask) {
        List<Row> rows = shelf.answer(ask.after(), ask.rows(), ask.ids()).stream()
                .map(json -> Shelf.row(shelf.name(), json))
                .toList();
        ObjectNode envelope = JSON.createObjectNode().put("total", shelf.books().size());
        return new Answer(envelope, rows, Instant.ofEpochMilli(shelf.now()), false);
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
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < ready.size(); i += together) {
            exchanges.add(new Exchange("call", ready.subList(i, Math.min(i + together, ready.size()))));
        }
        return exchanges;
    }

    @Override
    public HttpCall call(Exchange exchange, URI apiUrl, String organisationId) {
        ShelfStream.Ask ask = (ShelfStream.Ask) exchange.questions().get(0);
        String query = "after=" + ask.after() + "&rows=" + ask.rows() + "&ids=" + String.join(",", ask.ids());
        return new HttpCall(
                URI.create(apiUrl + "/" + organisationId + "/" + ask.stream() + "?" + query), Map.of(), null);
    }

    @Override
    public boolean holdsRows(List<String> path) {
        return path.equals(List.of("rows"));
    }

    @Override
    public LedgerRecord read(List<String> path, JsonNode json) {
        return Shelf.read(json);
    }

    @Override
    public List<Outcome> route(Exchange exchange, Reply reply) {
        JsonNode envelope = reply.envelope();
        if (reply.status() == 200 && envelope != null) {
            return List.of(new Answer(
                    envelope,
                    reply.rows(),
                    Instant.ofEpochMilli(envelope.path("now").asLong(0)),
                    false));
        }
        return List.of(
                switch (reply.status()) {
                    case 401 -> new Fault.TokenRefused("401");
                    case 403 -> new Fault.Fatal("ORGANISATION_GONE", "403");
                    case 429 ->
                        new Fault.Throttled(
                                reply.header("x-limit")
                                        .map(Fault.Limit::valueOf)
                                        .orElse(Fault.Limit.UNKNOWN),
                                Duration.ofSeconds(Long.parseLong(
                                        reply.header("retry-after").orElse("1"))),
                                "429");
                    default -> new Fault.Unavailable(null, "status " + reply.status() + ' ' + reply.text());
                });
    }

    @Override
    public QuotaReport quota(Reply reply) {
        return QuotaReport.SILENT;
    }
}
