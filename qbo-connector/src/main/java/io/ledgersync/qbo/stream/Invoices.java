package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Sales invoices. */
final class Invoices {
    static final QboList LIST = QboList.of("Invoice", QboList.Content.TRANSACTIONS, LedgerKind.INVOICE, Invoices::read);

    private Invoices() {}

    private static Invoice read(Fields transaction) {
        return Documents.invoice("SALES", transaction, "CustomerRef");
    }
}
