package io.ledgersync.sandbox.books.qbo.money;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import io.ledgersync.sandbox.books.qbo.kind.Posting;

/** Money brought to the bank, of two origins. */
public final class Deposits extends Kind implements Posting {
    private static final int LINES = 2;

    public Deposits(Book book) {
        super(book, "Deposit");
    }

    private long cents(int index, int line) {
        return numbers.cents(index, 20 + line);
    }

    @Override
    public void post(int index, Ledger ledger) {
        for (int line = 0; line < LINES; line++) {
            ledger.add(book.chart().place(Chart.CHECKING), cents(index, line));
            ledger.add(book.chart().place(Chart.SALES), -cents(index, line));
        }
    }

    @Override
    protected void members(int index, Json json) {
        book.chart().reference("DepositToAccountRef", Chart.CHECKING, json);
        json.money("TotalAmt", cents(index, 0) + cents(index, 1)).day("TxnDate", date(index));
        Book.currency(Book.HOME, json);
        json.array("Line");
        for (int line = 0; line < LINES; line++) {
            json.open()
                    .text("Id", Integer.toString(line + 1))
                    .whole("LineNum", line + 1L)
                    .money("Amount", cents(index, line))
                    .text("DetailType", "DepositLineDetail")
                    .object("DepositLineDetail");
            book.chart().reference("AccountRef", Chart.SALES, json);
            json.close().close();
        }
        json.end();
    }
}
