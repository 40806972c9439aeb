package io.ledgersync.sandbox.books.qbo.lists;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** Whom the company buys from. */
public final class Vendors extends Party {
    public Vendors(Book book) {
        super(book, "Vendor");
    }

    @Override
    protected void members(int index, Json json) {
        company(index, json);
        json.flag("Vendor1099", false);
    }

    /** A vendor's name. */
    public String name(int index) {
        return numbers.company(index);
    }

    /** A vendor as its documents show it. */
    public void reference(int index, Json json) {
        json.reference("VendorRef", id(index), name(index));
    }
}
