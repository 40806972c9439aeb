package io.ledgersync.sandbox.books.qbo.money;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import io.ledgersync.sandbox.books.qbo.kind.Posting;

/** Entries by hand: one debit, two credits. */
public final class JournalEntries extends Kind implements Posting {
    public JournalEntries(Book book) {
        super(book, "JournalEntry");
    }

    private long cents(int index, int line) {
        return (1L + numbers.below(5, index, 10 + line)) * numbers.cents(index, 20 + line);
    }

    @Override
    public void post(int index, Ledger ledger) {
        ledger.add(book.chart().place(Chart.EXPENSES), cents(index, 0) + cents(index, 1));
        ledger.add(book.chart().place(Chart.CHECKING), -cents(index, 0));
        ledger.add(book.chart().place(Chart.SAVINGS), -cents(index, 1));
    }

    @Override
    protected void members(int index, Json json) {
        json.flag("Adjustment", false)
                .text("DocNumber", Integer.toString(index + 1))
                .day("TxnDate", date(index));
        Book.currency(Book.HOME, json);
        json.whole("TotalAmt", 0)
                .text("PrivateNote", "Entry " + index + " of book " + book.seed())
                .array("Line");
        line(0, Chart.EXPENSES, "Debit", cents(index, 0) + cents(index, 1), json);
        line(1, Chart.CHECKING, "Credit", cents(index, 0), json);
        line(2, Chart.SAVINGS, "Credit", cents(index, 1), json);
        json.end().object("TxnTaxDetail").close();
    }

    private void line(int id, int account, String side, long cents, Json json) {
        json.open()
                .text("Id", Integer.toString(id))
                .text("Description", "")
                .money("Amount", cents)
                .text("DetailType", "JournalEntryLineDetail")
                .object("JournalEntryLineDetail")
                .text("PostingType", side);
        book.chart().reference("AccountRef", account, json);
        json.close().close();
    }
}
