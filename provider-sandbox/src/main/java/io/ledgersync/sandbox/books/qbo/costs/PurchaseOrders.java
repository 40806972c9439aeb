package io.ledgersync.sandbox.books.qbo.costs;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** Orders to vendors, which stand in no ledger. */
public final class PurchaseOrders extends Cost {
    public PurchaseOrders(Book book) {
        super(book, "PurchaseOrder");
    }

    @Override
    protected int contra(int index) {
        return -1;
    }

    @Override
    protected boolean debits(int index) {
        return false;
    }

    @Override
    protected void members(int index, Json json) {
        begin(index, json);
        vendors.reference(party(index), json);
        book.chart().reference("APAccountRef", Chart.PAYABLE, json);
        lines(index, json);
        total(index, json);
        json.text("POStatus", index % 2 == 0 ? "Open" : "Closed").text("EmailStatus", "NotSet");
    }
}
