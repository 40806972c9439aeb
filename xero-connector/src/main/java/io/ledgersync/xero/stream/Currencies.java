package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Currency;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** The currencies that the organisation uses. */
final class Currencies {
    static final XeroList LIST = XeroList.of("Currencies", XeroList.Order.WHOLE, LedgerKind.CURRENCY, Currencies::read)
            .named("Currencies", "Currency", "Code")
            .stamped("")
            .found(XeroList.Lookup.IN_THE_LIST);

    private Currencies() {}

    private static Currency read(Fields currency) {
        return new Currency(currency.id(), currency.text("Description"));
    }
}
