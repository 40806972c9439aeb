package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import java.time.Instant;

/** Sales invoices and bills in turn; the first of them are paid, the newest are drafts. */
public final class Invoices extends Document {
    private static final int ONE_DRAFT_IN = 40;

    private final Numbers payments;
    private final int paid;

    public Invoices(Book book) {
        super(book, "Invoice");
        payments = book.numbers("Payment");
        paid = book.size("Payment");
        if (paid > size()) {
            throw new IllegalArgumentException(
                    "books with " + paid + " of Payment need as many of Invoice, not " + size());
        }
    }

    @Override
    public int posted() {
        return Math.max(paid, size() - size() / ONE_DRAFT_IN);
    }

    @Override
    protected String journalType(int index) {
        return type(index);
    }

    /** Its type. */
    public String type(int index) {
        return in(index) ? "ACCREC" : "ACCPAY";
    }

    /** Whether it is a sale. */
    public boolean sale(int index) {
        return in(index);
    }

    public String number(int index) {
        return "INV-" + index;
    }

    @Override
    protected boolean unfinished(int index) {
        return status(index).equals("DRAFT") && index % 4 == 0;
    }

    @Override
    public String status(int index) {
        if (index < paid) {
            return "PAID";
        }
        return index < posted() ? "AUTHORISED" : index % 2 == 0 ? "DRAFT" : "SUBMITTED";
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        Amounts amounts = amounts(index);
        boolean isPaid = index < paid;
        json.text("Type", type(index))
                .text("InvoiceID", id(index))
                .text("InvoiceNumber", number(index))
                .text("Reference", "");
        payment(index, amounts, json);
        json.none("CreditNotes", "Prepayments", "Overpayments")
                .money("AmountDue", isPaid ? 0 : amounts.total())
                .money("AmountPaid", isPaid ? amounts.total() : 0)
                .money("AmountCredited", 0)
                .four("CurrencyRate", amounts.rate)
                .flag("IsDiscounted", false)
                .flag("HasAttachments", false)
                .none("InvoiceAddresses")
                .flag("HasErrors", false)
                .none("InvoicePaymentServices");
        contact(index, json);
        json.days("Date", day(index));
        if (!unfinished(index)) {
            json.days("DueDate", day(index) + 30);
        }
        json.text("Status", status(index));
        lines(index, amounts, json);
        json.updatedTwice(made);
        json.text("CurrencyCode", amounts.currency);
        if (isPaid) {
            json.day("FullyPaidOnDate", book.day("Payment", index));
        }
    }

    /** The payment of a paid one, in short. */
    private void payment(int index, Amounts amounts, Json json) {
        json.array("Payments");
        if (index < paid) {
            json.open()
                    .text("PaymentID", payments.uuid(index))
                    .day("Date", book.day("Payment", index))
                    .money("Amount", amounts.total())
                    .text("Reference", "")
                    .flag("HasAccount", false)
                    .flag("HasValidationErrors", false)
                    .close();
        }
        json.end();
    }

    /** The invoice as its payment shows it. */
    public void stub(int index, Json json) {
        json.object("Invoice")
                .text("Type", type(index))
                .text("InvoiceID", id(index))
                .text("InvoiceNumber", number(index))
                .none("Payments", "CreditNotes", "Prepayments", "Overpayments")
                .flag("IsDiscounted", false)
                .none("InvoiceAddresses")
                .flag("HasErrors", false)
                .none("InvoicePaymentServices");
        contact(index, json);
        json.none("LineItems").text("CurrencyCode", amounts(index).currency).close();
    }
}
