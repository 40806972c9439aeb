package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Bills of vendors. */
final class Bills {
    static final QboList LIST = QboList.of("Bill", QboList.Content.TRANSACTIONS, LedgerKind.INVOICE, Bills::read);

    private Bills() {}

    private static Invoice read(Fields transaction) {
        return Documents.invoice("PURCHASE", transaction, "VendorRef");
    }
}
