package io.ledgersync.sandbox.books.qbo.lists;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** Whom the company sells to. */
public final class Customers extends Party {
    public Customers(Book book) {
        super(book, "Customer");
    }

    @Override
    protected void members(int index, Json json) {
        company(index, json);
        json.flag("Taxable", false)
                .flag("Job", false)
                .flag("BillWithParent", false)
                .whole("BalanceWithJobs", 0)
                .text("PreferredDeliveryMethod", "Print")
                .flag("IsProject", false);
    }

    /** A customer as its documents show it. */
    public void reference(int index, Json json) {
        json.reference("CustomerRef", id(index), numbers.company(index));
    }

    /** Its address as its documents show it. */
    public void addressOf(int index, Json json) {
        address(index, json);
    }
}
