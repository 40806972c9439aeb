package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Order;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;

/** What quotes and purchase orders have in common: they post nothing. */
final class Orders {
    private Orders() {}

    /** An order whose number and last date stand in the fields named. */
    static Order read(String kind, Fields order, String numberField, String dueField) {
        Fields contact = order.object("Contact");
        String status = order.text("Status");
        return new Order(
                kind,
                order.text(numberField),
                status == null ? "UNKNOWN" : status,
                contact.text("ContactID"),
                contact.text("Name"),
                XeroDates.date(order, "Date"),
                XeroDates.date(order, dueField),
                order.text("CurrencyCode"),
                order.amount("CurrencyRate"),
                order.amount("SubTotal"),
                order.amount("TotalTax"),
                order.amount("Total"),
                order.text("Reference"),
                Lines.of(order));
    }
}
