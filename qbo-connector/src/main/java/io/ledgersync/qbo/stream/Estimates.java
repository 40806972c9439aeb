package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Order;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Quotes, which post nothing. */
final class Estimates {
    static final QboList LIST = QboList.of("Estimate", QboList.Content.TRANSACTIONS, LedgerKind.ORDER, Estimates::read);

    private Estimates() {}

    private static Order read(Fields transaction) {
        return Documents.order("QUOTE", transaction, "TxnStatus", "CustomerRef", "ExpirationDate");
    }
}
