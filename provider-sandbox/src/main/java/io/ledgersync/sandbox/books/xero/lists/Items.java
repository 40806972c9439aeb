package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;

/** What is bought and sold; it has no status, a deleted item is simply gone. */
public final class Items extends Kind {
    public Items(Book book) {
        super(book, "Item");
    }

    /** The code under which lines name an item. */
    public String code(int index) {
        return "ITEM-" + index;
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        long price = numbers.cents(index, 1) * 100 + numbers.below(100, index, 2);
        json.text("ItemID", id(index))
                .text("Code", code(index))
                .text("Description", "Goods number " + index)
                .updated(made)
                .object("PurchaseDetails")
                .four("UnitPrice", price / 2)
                .text("COGSAccountCode", book.chart().code(4))
                .text("TaxType", TaxRates.NONE)
                .close()
                .object("SalesDetails")
                .four("UnitPrice", price)
                .text("AccountCode", book.chart().code(3))
                .text("TaxType", TaxRates.NONE)
                .close()
                .text("Name", "Goods " + index)
                .flag("IsTrackedAsInventory", false)
                .flag("IsSold", true)
                .flag("IsPurchased", index % 2 == 0);
    }
}
