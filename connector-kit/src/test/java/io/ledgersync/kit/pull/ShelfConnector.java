package io.ledgersync.kit.pull;

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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The connector of a made-up provider; up to two questions travel together. */
final class ShelfConnector implements Connector {
    private final List<Shelf> shelves;

    ShelfConnector(List<Shelf> shelves) {
        this.shelves = shelves;
    }

    Shelf shelf(String name) {
        return shelves.stream().filter(shelf -> shelf.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public Provider provider() {
        return Provider.XERO;
    }

    @Override
    public List<LedgerStream> streams() {
        return List.copyOf(shelves);
    }

    @Override
    public List<Exchange> pack(List<Question> ready) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < ready.size(); i += 2) {
            exchanges.add(new Exchange("call", ready.subList(i, Math.min(i + 2, ready.size()))));
        }
        return exchanges;
    }

    @Override
    public HttpCall call(Exchange exchange, URI apiUrl, String organisationId) {
        throw new AssertionError("nothing is sent in this test");
    }

    @Override
    public boolean holdsRows(List<String> path) {
        throw new AssertionError("nothing is read in this test");
    }

    @Override
    public LedgerRecord read(List<String> path, JsonNode json) {
        throw new AssertionError("nothing is read in this test");
    }

    @Override
    public List<Outcome> route(Exchange exchange, Reply reply) {
        throw new AssertionError("nothing is received in this test");
    }

    @Override
    public QuotaReport quota(Reply reply) {
        return QuotaReport.SILENT;
    }
}
