package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Order;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Purchase orders, which post nothing. */
final class PurchaseOrders {
    static final QboList LIST =
            QboList.of("PurchaseOrder", QboList.Content.TRANSACTIONS, LedgerKind.ORDER, PurchaseOrders::read);

    private PurchaseOrders() {}

    private static Order read(Fields transaction) {
        return Documents.order("PURCHASE_ORDER", transaction, "POStatus", "VendorRef", "DueDate");
    }
}
