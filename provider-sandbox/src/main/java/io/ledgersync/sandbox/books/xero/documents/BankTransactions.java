package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import java.time.Instant;

/** Money received and spent in turn, all of it over the business account. */
public final class BankTransactions extends Document {
    public BankTransactions(Book book) {
        super(book, "BankTransaction");
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
        Amounts amounts = amounts(index);
        json.text("BankTransactionID", id(index))
                .object("BankAccount")
                .text("AccountID", book.chart().id(Chart.BANK))
                .text("Code", book.chart().code(Chart.BANK))
                .text("Name", book.chart().role(Chart.BANK).name())
                .close()
                .text("Type", in(index) ? "RECEIVE" : "SPEND")
                .text("Reference", "")
                .flag("IsReconciled", index % 4 == 0)
                .flag("HasAttachments", false);
        contact(index, json);
        json.days("Date", day(index)).text("Status", "AUTHORISED");
        lines(index, amounts, json);
        json.updated(made);
        currency(amounts, json);
    }
}
