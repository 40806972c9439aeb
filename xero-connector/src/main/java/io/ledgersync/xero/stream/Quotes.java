package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Order;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** Quotes; their pages are of a fixed size. */
final class Quotes {
    static final XeroList LIST = XeroList.of("Quotes", XeroList.Order.BY_CHANGE_ALONE, LedgerKind.ORDER, Quotes::read)
            .with("order=UpdatedDateUTC")
            .inPagesOf(100)
            .dated(XeroList.Dating.BY_PARAMETERS);

    private Quotes() {}

    private static Order read(Fields quote) {
        return Orders.read("QUOTE", quote, "QuoteNumber", "ExpiryDate");
    }
}
