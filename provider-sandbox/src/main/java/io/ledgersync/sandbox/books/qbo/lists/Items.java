package io.ledgersync.sandbox.books.qbo.lists;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;

/** What the company sells. */
public final class Items extends Kind {
    public Items(Book book) {
        super(book, "Item");
    }

    @Override
    protected void members(int index, Json json) {
        json.text("Name", name(index))
                .text("Description", name(index) + " as sold")
                .flag("Active", true)
                .text("FullyQualifiedName", name(index))
                .flag("Taxable", false)
                .money("UnitPrice", numbers.cents(index, 5))
                .text("Type", "Service");
        book.chart().reference("IncomeAccountRef", Chart.SALES, json);
        json.whole("PurchaseCost", 0).flag("TrackQtyOnHand", false);
    }

    private static String name(int index) {
        return "Item " + (index + 1);
    }

    /** An item as its documents show it. */
    public void reference(int index, Json json) {
        json.reference("ItemRef", id(index), name(index));
    }
}
