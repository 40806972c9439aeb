package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import java.time.Instant;
import java.util.Locale;

/** What was offered; it stands in no ledger. */
public final class Quotes extends Document {
    public Quotes(Book book) {
        super(book, "Quote");
    }

    @Override
    public int posted() {
        return 0;
    }

    @Override
    protected boolean in(int index) {
        return true;
    }

    @Override
    protected String journalType(int index) {
        return "";
    }

    @Override
    protected String inOut(Amounts amounts) {
        return super.inOut(amounts).toUpperCase(Locale.ROOT);
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        Amounts amounts = amounts(index);
        json.text("QuoteID", id(index))
                .text("QuoteNumber", "QU-" + index)
                .text("Reference", "")
                .text("Terms", "");
        contact(index, json);
        json.days("Date", day(index))
                .days("ExpiryDate", day(index) + 30)
                .text("Status", index % 3 == 0 ? "ACCEPTED" : "SENT")
                .text("Title", "Quote " + index)
                .text("Summary", "");
        currency(amounts, json);
        lines(index, amounts, json);
        json.money("TotalDiscount", 0).updated(made);
    }
}
