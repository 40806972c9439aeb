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
        return BooksSpec.wholeXero()
                .without("PurchaseOrder", "Quote", "LinkedTransaction", "Budget")
                .with("Invoice", 2_700)
                .crowded("Invoice", 2_500);
    }

    @Override
    protected QuotaSpec quota() {
        return QuotaSpec.xero(5_000);
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
                "ledgersync.xero.quota.app-minute", "0");
    }
}
