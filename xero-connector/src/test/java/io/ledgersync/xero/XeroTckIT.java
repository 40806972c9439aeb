package io.ledgersync.xero;

import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import io.ledgersync.tck.ConnectorTck;
import io.ledgersync.xero.stream.XeroStreams;
import java.time.Clock;
import java.util.List;
import java.util.Map;

class XeroTckIT extends ConnectorTck {

    XeroTckIT() {
        super(
                XeroConnectorApplication.class,
                new XeroConnector(XeroTier.ADVANCED, XeroStreams.of(true, List.of()), Clock.systemUTC()));
    }

    @Override
    protected BooksSpec books() {
        return new BooksSpec(
                Map.of("Account", 20, "Contact", 300, "Invoice", 2500, "Payment", 600, "BankTransaction", 1200));
    }

    /** No limit of the minute: a trial is shorter. */
    @Override
    protected QuotaSpec quota() {
        return new QuotaSpec(0, 5_000, 5, 0, 0);
    }

    /** Other pages are the first of what changed since a moment that stands in a header. */
    @Override
    protected boolean askedOnce(Call call) {
        return call.target().contains("/Journals?offset=") && call.rows() == 100;
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of(
                "ledgersync.xero.tier", "ADVANCED",
                "ledgersync.xero.quota.minute", "0",
                "ledgersync.xero.quota.app-minute", "0");
    }
}
