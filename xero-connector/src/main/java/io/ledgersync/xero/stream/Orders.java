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
        return Order.newBuilder()
                .setKind(kind)
                .setNumber(order.text(numberField))
                .setStatus(status == null ? "UNKNOWN" : status)
                .setContactId(contact.text("ContactID"))
                .setContactName(contact.text("Name"))
                .setDate(XeroDates.date(order, "Date"))
                .setDueDate(XeroDates.date(order, dueField))
                .setCurrency(order.text("CurrencyCode"))
                .setExchangeRate(Rates.of(order))
                .setSubTotal(order.amount("SubTotal"))
                .setTotalTax(order.amount("TotalTax"))
                .setTotal(order.amount("Total"))
                .setReference(order.text("Reference"))
                .setLines(Lines.of(order))
                .setAmountsIncludeTax(Taxes.included(order))
                .setTaxes(Taxes.of(order))
                .build();
    }
}
