package io.ledgersync.sandbox.books.xero.money;

import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.xero.documents.Amounts;
import io.ledgersync.sandbox.books.xero.documents.Invoices;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;

/** Batches of two payments of one direction, moved over the bank as one sum; the payments themselves post. */
public final class BatchPayments extends Kind {
    private final Invoices invoices;
    private final Numbers payments;

    public BatchPayments(Book book) {
        super(book, "BatchPayment");
        invoices = new Invoices(book);
        payments = book.numbers("Payment");
        if (size() > 0 && second(size() - 1) >= book.size("Payment")) {
            throw new IllegalArgumentException("books with " + size() + " of BatchPayment need "
                    + (second(size() - 1) + 1) + " of Payment, not " + book.size("Payment"));
        }
    }

    /** Of every four payments the first and third make one batch, the second and fourth the next. */
    private static int first(int batch) {
        return batch / 2 * 4 + batch % 2;
    }

    private static int second(int batch) {
        return first(batch) + 2;
    }

    private long bankAmount(int payment) {
        Amounts paid = invoices.amounts(payment);
        return Amounts.base(paid.total(), Payments.rate(payments, payment, paid));
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.object("Account")
                .text("AccountID", book.chart().id(Chart.BANK))
                .text("CurrencyCode", "GBP")
                .close()
                .text("Reference", "Batch " + index);
        head(index, made, json);
        json.array("Payments");
        for (int payment = first(index); payment <= second(index); payment += 2) {
            json.open()
                    .text("PaymentID", payments.uuid(payment))
                    .object("Invoice")
                    .text("InvoiceID", invoices.id(payment))
                    .text("CurrencyCode", invoices.amounts(payment).currency())
                    .none("Payments", "CreditNotes", "Prepayments", "Overpayments")
                    .flag("HasErrors", false)
                    .flag("IsDiscounted", false)
                    .none("LineItems")
                    .close()
                    .money("Amount", invoices.amounts(payment).total())
                    .money("BankAmount", bankAmount(payment))
                    .close();
        }
        json.end();
    }

    private void head(int index, Instant made, Json json) {
        json.text("BatchPaymentID", id(index))
                .days("Date", day(index))
                .text("Type", index % 2 == 0 ? "RECBATCH" : "PAYBATCH")
                .text("Status", "AUTHORISED")
                .money("TotalAmount", bankAmount(first(index)) + bankAmount(second(index)))
                .updated(made)
                .flag("IsReconciled", false);
    }

    /** The batch as its payment shows it, where the payment is in one. */
    void stub(int payment, Json json) {
        int batch = payment / 4 * 2 + payment % 2;
        if (batch < size()) {
            json.text("BatchPaymentID", id(batch))
                    .object("BatchPayment")
                    .object("Account")
                    .text("AccountID", book.chart().id(Chart.BANK))
                    .close();
            head(batch, created(batch), json);
            json.close();
        }
    }
}
