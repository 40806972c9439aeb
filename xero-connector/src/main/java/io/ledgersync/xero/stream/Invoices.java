package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;

/** Sales invoices and bills; a voided or deleted one is still held, with that status. */
final class Invoices {
    static final XeroList LIST = XeroList.of("Invoices", XeroList.Order.BY_CHANGE, LedgerKind.INVOICE, Invoices::read)
            .with("includeArchived=true&unitdp=4")
            .byIds();

    private Invoices() {}

    private static Invoice read(Fields invoice) {
        Fields contact = invoice.object("Contact");
        return new Invoice(
                Words.direction(invoice.textOrEmpty("Type")),
                invoice.text("InvoiceNumber"),
                Words.known(invoice, "Status", Words.DOCUMENT_STATES),
                contact.text("ContactID"),
                contact.text("Name"),
                XeroDates.date(invoice, "Date"),
                XeroDates.date(invoice, "DueDate"),
                invoice.text("CurrencyCode"),
                invoice.amount("CurrencyRate"),
                invoice.amount("SubTotal"),
                invoice.amount("TotalTax"),
                invoice.amount("Total"),
                invoice.amount("AmountDue"),
                invoice.text("Reference"),
                Lines.of(invoice));
    }
}
