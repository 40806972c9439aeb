package io.ledgersync.sandbox.books.qbo.costs;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** Bills and, the other way round, vendors' credits; the first bills are paid. */
public final class Bills extends Cost {
    private static final int DAYS_TO_PAY = 30;

    private final boolean credit;

    private Bills(Book book, boolean credit) {
        super(book, credit ? "VendorCredit" : "Bill");
        this.credit = credit;
    }

    public static Bills ofVendors(Book book) {
        return new Bills(book, false);
    }

    public static Bills credits(Book book) {
        return new Bills(book, true);
    }

    @Override
    protected int contra(int index) {
        return Chart.PAYABLE;
    }

    @Override
    protected boolean debits(int index) {
        return credit;
    }

    @Override
    protected void members(int index, Json json) {
        begin(index, json);
        vendors.reference(party(index), json);
        book.chart().reference("APAccountRef", Chart.PAYABLE, json);
        lines(index, json);
        total(index, json);
        if (credit) {
            balance(index, false, json);
        } else {
            label("Term", "SalesTermRef", index, 7, json);
            json.day("DueDate", date(index).plusDays(DAYS_TO_PAY));
            balance(index, settled(index, "BillPayment", json), json);
        }
    }
}
