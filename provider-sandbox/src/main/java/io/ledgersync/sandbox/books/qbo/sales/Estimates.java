package io.ledgersync.sandbox.books.qbo.sales;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** Offers to customers, which stand in no ledger. */
public final class Estimates extends Sale {
    public Estimates(Book book) {
        super(book, "Estimate");
    }

    @Override
    protected int contra(int index) {
        return -1;
    }

    @Override
    protected boolean debits(int index) {
        return true;
    }

    @Override
    protected void members(int index, Json json) {
        begin(index, json);
        json.text("TxnStatus", index % 3 == 0 ? "Accepted" : "Pending");
        lines(index, json);
        total(index, json);
        json.text("PrintStatus", "NeedToPrint").text("EmailStatus", "NotSet");
    }
}
