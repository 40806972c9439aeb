package io.ledgersync.qbo;

import io.ledgersync.qbo.stream.QboStreams;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import io.ledgersync.tck.ConnectorTck;
import java.time.Clock;
import java.util.List;
import java.util.Map;

class QboTckIT extends ConnectorTck {

    QboTckIT() {
        super(QboConnectorApplication.class, new QboConnector(QboStreams.of(List.of()), Clock.systemUTC()));
    }

    @Override
    protected BooksSpec books() {
        return BooksSpec.wholeQbo()
                .without("Estimate", "PurchaseOrder", "Budget", "CompanyCurrency")
                .with("Invoice", 3_000)
                .crowded("Invoice", 2_500)
                .with("Purchase", 2_400);
    }

    @Override
    protected QuotaSpec quota() {
        return QuotaSpec.qbo();
    }

    @Override
    protected boolean askedOnce(Call call) {
        return call.target().contains("MAXRESULTS") && call.rows() == 1000;
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of();
    }
}
