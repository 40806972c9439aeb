package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import java.time.Instant;

/**
 * Money received and spent in turn, all of it over the business account; the newest are the prepayments and
 * overpayments once more, under other ids, which post but once.
 */
public final class BankTransactions extends Document {
    private final Advances prepayments;
    private final Advances overpayments;

    public BankTransactions(Book book) {
        super(book, "BankTransaction");
        prepayments = Advances.prepayments(book);
        overpayments = Advances.overpayments(book);
    }

    @Override
    public int posted() {
        return Math.max(0, size() - prepayments.size() - overpayments.size());
    }

    /** The bank transaction that a prepayment or overpayment is shown as too; none when there are too few. */
    public int of(String advance, int index) {
        int place = posted() + (advance.equals("Prepayment") ? index : prepayments.size() + index);
        return place < size() ? place : -1;
    }

    @Override
    protected int contra(int index) {
        return Chart.BANK;
    }

    @Override
    protected boolean foreign() {
        return false;
    }

    @Override
    protected String journalType(int index) {
        return in(index) ? "CASHREC" : "CASHPAID";
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.text("BankTransactionID", id(index))
                .object("BankAccount")
                .text("AccountID", book.chart().id(Chart.BANK))
                .text("Code", book.chart().code(Chart.BANK))
                .text("Name", book.chart().role(Chart.BANK).name())
                .close();
        int other = index - posted();
        if (other < 0) {
            content(this, index, in(index) ? "RECEIVE" : "SPEND", json);
        } else if (other < prepayments.size()) {
            json.text("PrepaymentID", prepayments.id(other));
            content(prepayments, other, prepayments.type(other), json);
        } else {
            int over = other - prepayments.size();
            json.text("OverpaymentID", overpayments.id(over));
            content(overpayments, over, overpayments.type(over), json);
        }
        json.updated(made).text("CurrencyCode", "GBP").four("CurrencyRate", 10_000);
    }

    private static void content(Document document, int index, String type, Json json) {
        json.text("Type", type)
                .text("Reference", "")
                .flag("IsReconciled", index % 4 == 0)
                .flag("HasAttachments", false);
        document.contact(index, json);
        json.days("Date", document.day(index)).text("Status", "AUTHORISED");
        document.lines(index, document.amounts(index), json);
    }
}
