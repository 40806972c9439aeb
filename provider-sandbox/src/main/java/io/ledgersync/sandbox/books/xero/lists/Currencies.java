package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;
import java.util.List;

/** The currencies of the books, their own first. */
public final class Currencies extends Kind {
    /** The books' own currency. */
    public static final String BASE = "GBP";

    private static final List<String> CODES = List.of(BASE, "USD", "EUR", "NZD", "AUD", "JPY", "CHF", "SEK");
    private static final List<String> NAMES = List.of(
            "British Pound",
            "United States Dollar",
            "Euro",
            "New Zealand Dollar",
            "Australian Dollar",
            "Japanese Yen",
            "Swiss Franc",
            "Swedish Krona");

    public Currencies(Book book) {
        super(book, "Currency");
    }

    @Override
    public int size() {
        return Math.min(CODES.size(), super.size());
    }

    @Override
    public String id(int index) {
        return CODES.get(index);
    }

    @Override
    public int index(String id) {
        int index = CODES.indexOf(id);
        return index < size() ? index : -1;
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.text("Code", CODES.get(index)).text("Description", NAMES.get(index));
    }
}
