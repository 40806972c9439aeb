package io.ledgersync.xero.map;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Xero's documents and postings as entities. A voided or deleted one is still held by Xero: it is an entity with that
 * status.
 */
final class XeroDocuments {
    private static final Set<String> INVOICE_STATUSES =
            Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED");
    private static final Set<String> PAID_STATUSES = Set.of("AUTHORISED", "VOIDED", "DELETED");

    private XeroDocuments() {}

    static Entity invoice(Fields invoice) {
        Fields contact = invoice.object("Contact");
        return new Entity.Invoice(
                invoiceDirection(invoice.textOrEmpty("Type")),
                invoice.text("InvoiceNumber"),
                XeroRecords.oneOf(invoice, "Status", INVOICE_STATUSES),
                contact.text("ContactID"),
                contact.text("Name"),
                XeroRecords.date(invoice, "Date"),
                XeroRecords.date(invoice, "DueDate"),
                invoice.text("CurrencyCode"),
                invoice.decimal("CurrencyRate"),
                invoice.decimal("SubTotal"),
                invoice.decimal("TotalTax"),
                invoice.decimal("Total"),
                invoice.decimal("AmountDue"),
                invoice.text("Reference"),
                lines(invoice));
    }

    static Entity bankTransaction(Fields transaction) {
        Fields contact = transaction.object("Contact");
        String type = transaction.textOrEmpty("Type");
        return new Entity.BankTransaction(
                type.startsWith("RECEIVE") ? "RECEIVE" : type.startsWith("SPEND") ? "SPEND" : "UNKNOWN",
                type.isEmpty() ? "UNKNOWN" : type,
                XeroRecords.oneOf(transaction, "Status", PAID_STATUSES),
                transaction.object("BankAccount").text("AccountID"),
                contact.text("ContactID"),
                contact.text("Name"),
                XeroRecords.date(transaction, "Date"),
                transaction.text("CurrencyCode"),
                transaction.decimal("CurrencyRate"),
                transaction.decimal("SubTotal"),
                transaction.decimal("TotalTax"),
                transaction.decimal("Total"),
                transaction.text("Reference"),
                lines(transaction));
    }

    static Entity payment(Fields payment) {
        BigDecimal amount = payment.decimal("Amount");
        List<Entity.Allocation> allocations = new ArrayList<>(1);
        String currency = null;
        String contact = null;
        for (String document : List.of("Invoice", "CreditNote", "Prepayment", "Overpayment")) {
            Fields settled = payment.object(document);
            String id = settled.text(document + "ID");
            if (id != null) {
                allocations.add(new Entity.Allocation(document, id, amount));
                currency = currency == null ? settled.text("CurrencyCode") : currency;
                contact = contact == null ? settled.object("Contact").text("ContactID") : contact;
            }
        }
        return new Entity.Payment(
                paymentDirection(payment.textOrEmpty("PaymentType")),
                XeroRecords.oneOf(payment, "Status", PAID_STATUSES),
                XeroRecords.date(payment, "Date"),
                amount,
                currency,
                payment.decimal("CurrencyRate"),
                payment.object("Account").text("AccountID"),
                contact,
                payment.text("Reference"),
                allocations);
    }

    /** Journals are never changed: what corrects one is another. */
    static Entity journal(Fields journal) {
        BigDecimal number = journal.decimal("JournalNumber");
        if (number == null
                || number.signum() <= 0
                || number.stripTrailingZeros().scale() > 0) {
            throw journal.unreadable("JournalNumber", "a whole number above 0");
        }
        List<Entity.JournalLine> lines = new ArrayList<>();
        for (Fields line : journal.list("JournalLines")) {
            lines.add(journalLine(line));
        }
        return new Entity.Journal(
                number.toBigIntegerExact().toString(),
                "POSTED",
                XeroRecords.date(journal, "JournalDate"),
                journal.text("Reference"),
                journal.text("SourceType"),
                journal.text("SourceID"),
                null,
                lines);
    }

    private static Entity.JournalLine journalLine(Fields line) {
        BigDecimal net = line.decimal("NetAmount");
        if (net == null) {
            throw line.unreadable("NetAmount", "a number");
        }
        boolean debit = net.signum() >= 0;
        return new Entity.JournalLine(
                line.text("JournalLineID"),
                line.text("AccountID"),
                line.text("AccountCode"),
                line.text("AccountName"),
                line.text("Description"),
                debit ? net : null,
                debit ? null : net.negate(),
                line.decimal("TaxAmount"),
                null,
                tracking(line, "TrackingCategories"));
    }

    private static List<Entity.DocumentLine> lines(Fields document) {
        List<Entity.DocumentLine> lines = new ArrayList<>();
        for (Fields line : document.list("LineItems")) {
            lines.add(new Entity.DocumentLine(
                    line.text("LineItemID"),
                    line.text("Description"),
                    line.decimal("Quantity"),
                    line.decimal("UnitAmount"),
                    line.decimal("LineAmount"),
                    line.decimal("TaxAmount"),
                    line.text("TaxType"),
                    line.text("AccountID"),
                    line.text("AccountCode"),
                    line.object("Item").text("ItemID"),
                    tracking(line, "Tracking")));
        }
        return lines;
    }

    private static List<Entity.Tracking> tracking(Fields line, String array) {
        List<Entity.Tracking> tracking = new ArrayList<>();
        for (Fields option : line.list(array)) {
            tracking.add(new Entity.Tracking(
                    option.textOrEmpty("Name"), option.textOrEmpty("Option"), option.text("TrackingOptionID")));
        }
        return tracking;
    }

    private static String invoiceDirection(String type) {
        if (type.startsWith("ACCREC") || type.startsWith("AR")) {
            return "SALES";
        }
        return type.startsWith("ACCPAY") || type.startsWith("AP") ? "PURCHASE" : "UNKNOWN";
    }

    /**
     * A payment on a sales invoice comes in, one on a credit given to a customer goes out; purchases the other way
     * round.
     */
    private static String paymentDirection(String type) {
        return switch (type) {
            case "ACCRECPAYMENT", "APCREDITPAYMENT", "APOVERPAYMENTPAYMENT", "APPREPAYMENTPAYMENT" -> "RECEIVE";
            case "ACCPAYPAYMENT", "ARCREDITPAYMENT", "AROVERPAYMENTPAYMENT", "ARPREPAYMENTPAYMENT" -> "SPEND";
            default -> "UNKNOWN";
        };
    }
}
