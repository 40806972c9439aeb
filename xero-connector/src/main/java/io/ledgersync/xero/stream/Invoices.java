package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sales invoices and bills; a voided or deleted one is still held, with that status. */
final class Invoices {
    static final XeroList LIST = XeroList.of("Invoices", XeroList.Order.BY_CHANGE, LedgerKind.INVOICE, Invoices::read)
            .with("includeArchived=true&unitdp=4")
            .hidingDeleted("Statuses=DELETED&unitdp=4")
            .found(XeroList.Lookup.TOGETHER);

    private static final Set<String> STATES =
            Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED", "ARCHIVED");

    private Invoices() {}

    private static Invoice read(Fields invoice) {
        Fields contact = invoice.object("Contact");
        return Invoice.newBuilder()
                .setDirection(Words.direction(invoice.textOrEmpty("Type")))
                .setNumber(invoice.text("InvoiceNumber"))
                .setStatus(Words.known(invoice, "Status", STATES))
                .setContactId(contact.text("ContactID"))
                .setContactName(contact.text("Name"))
                .setDate(XeroDates.date(invoice, "Date"))
                .setDueDate(XeroDates.date(invoice, "DueDate"))
                .setCurrency(invoice.text("CurrencyCode"))
                .setExchangeRate(Rates.of(invoice))
                .setSubTotal(invoice.amount("SubTotal"))
                .setTotalTax(invoice.amount("TotalTax"))
                .setTotal(invoice.amount("Total"))
                .setAmountDue(invoice.amount("AmountDue"))
                .setAmountSettled(settled(invoice))
                .setReference(invoice.text("Reference"))
                .setLines(Lines.of(invoice))
                .setAmountsIncludeTax(Taxes.included(invoice))
                .setTaxes(Taxes.of(invoice))
                .build();
    }

    private static @Nullable BigDecimal settled(Fields invoice) {
        BigDecimal paid = invoice.amount("AmountPaid");
        BigDecimal credited = invoice.amount("AmountCredited");
        if (paid == null) {
            return credited;
        }
        return credited == null ? paid : paid.add(credited);
    }
}
