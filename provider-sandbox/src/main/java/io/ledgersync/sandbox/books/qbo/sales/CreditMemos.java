package io.ledgersync.sandbox.books.qbo.sales;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** What customers are owed for what they gave back. */
public final class CreditMemos extends Sale {
    public CreditMemos(Book book) {
        super(book, "CreditMemo");
    }

    @Override
    protected int contra(int index) {
        return Chart.RECEIVABLE;
    }

    @Override
    protected boolean debits(int index) {
        return false;
    }

    @Override
    protected void members(int index, Json json) {
        begin(index, json);
        lines(index, json);
        total(index, json);
        balance(index, false, json);
        json.money("RemainingCredit", amounts(index).total())
                .flag("ApplyTaxAfterDiscount", false)
                .text("PrintStatus", "NeedToPrint")
                .text("EmailStatus", "NotSet");
    }
}
