package io.ledgersync.sandbox.books.xero.money;

import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.xero.documents.Amounts;
import io.ledgersync.sandbox.books.xero.documents.Invoices;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import io.ledgersync.sandbox.books.xero.kind.Posting;
import java.time.Instant;

/** Payments: each pays the whole invoice of its own place, at the day's rate where that is in another currency. */
public final class Payments extends Kind implements Posting.Source {
    private static final int OWN_RATE = 10_000;
    private static final int ONE_WITHOUT_RATE_IN = 20;

    private final Invoices invoices;
    private final BatchPayments batches;

    public Payments(Book book) {
        super(book, "Payment");
        invoices = new Invoices(book);
        batches = new BatchPayments(book);
    }

    @Override
    public int posted() {
        return size();
    }

    @Override
    public long made(int index) {
        return created(index).toEpochMilli();
    }

    static long rate(Numbers numbers, int index, Amounts paid) {
        return paid.rate() == OWN_RATE ? OWN_RATE : 12_500L + numbers.below(1000, index, 7);
    }

    @Override
    public Posting posting(int index) {
        Amounts paid = invoices.amounts(index);
        boolean sale = invoices.sale(index);
        int sign = sale ? 1 : -1;
        long moved = Amounts.base(paid.total(), rate(numbers, index, paid));
        Posting posting = new Posting(id(index), sale ? "ACCRECPAYMENT" : "ACCPAYPAYMENT", day(index), "")
                .line(Chart.BANK, "", sign * moved)
                .line(sale ? Chart.DEBTORS : Chart.CREDITORS, "", -sign * paid.inBooks());
        return moved == paid.inBooks() ? posting : posting.line(Chart.GAINS, "", sign * (paid.inBooks() - moved));
    }

    /** Some payments in the books' own currency say 0. */
    private static long shown(int index, long rate) {
        return rate == OWN_RATE && index % ONE_WITHOUT_RATE_IN == 3 ? 0 : rate;
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        Amounts paid = invoices.amounts(index);
        json.text("PaymentID", id(index));
        batches.stub(index, json);
        json.day("Date", day(index))
                .money("BankAmount", Amounts.base(paid.total(), rate(numbers, index, paid)))
                .money("Amount", paid.total())
                .text("Reference", "")
                .four("CurrencyRate", shown(index, rate(numbers, index, paid)))
                .text("PaymentType", invoices.sale(index) ? "ACCRECPAYMENT" : "ACCPAYPAYMENT")
                .text("Status", "AUTHORISED")
                .updatedTwice(made)
                .flag("HasAccount", true)
                .flag("IsReconciled", false)
                .object("Account")
                .text("AccountID", book.chart().id(Chart.BANK))
                .text("Code", book.chart().code(Chart.BANK))
                .close();
        invoices.stub(index, json);
        json.flag("HasValidationErrors", false);
    }
}
