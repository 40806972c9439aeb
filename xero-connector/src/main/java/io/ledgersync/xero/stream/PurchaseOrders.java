package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Order;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** Purchase orders. */
final class PurchaseOrders {
    static final XeroList LIST = XeroList.of(
                    "PurchaseOrders", XeroList.Order.BY_CHANGE_ALONE, LedgerKind.ORDER, PurchaseOrders::read)
            .dated(XeroList.Dating.BY_PARAMETERS);

    private PurchaseOrders() {}

    private static Order read(Fields order) {
        return Orders.read("PURCHASE_ORDER", order, "PurchaseOrderNumber", "DeliveryDate");
    }
}
