package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import java.time.Instant;

/** What was ordered; it stands in no ledger. */
public final class PurchaseOrders extends Document {
    public PurchaseOrders(Book book) {
        super(book, "PurchaseOrder");
    }

    @Override
    public int posted() {
        return 0;
    }

    @Override
    protected boolean in(int index) {
        return false;
    }

    @Override
    protected String journalType(int index) {
        return "";
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        Amounts amounts = amounts(index);
        json.text("PurchaseOrderID", id(index))
                .text("PurchaseOrderNumber", "PO-" + index)
                .days("Date", day(index))
                .days("DeliveryDate", day(index) + 14)
                .text("Reference", "")
                .flag("HasErrors", false)
                .flag("IsDiscounted", false)
                .text("Type", "PURCHASEORDER");
        currency(amounts, json);
        contact(index, json);
        json.text("Status", index % 3 == 0 ? "BILLED" : "AUTHORISED");
        lines(index, amounts, json);
        json.updated(made).flag("HasAttachments", false);
    }
}
