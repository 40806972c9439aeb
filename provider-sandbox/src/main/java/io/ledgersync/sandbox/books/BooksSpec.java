package io.ledgersync.sandbox.books;

import java.util.Map;

/** How many records of each kind an organisation has. */
public record BooksSpec(Map<String, Integer> sizes) {

    public BooksSpec {
        sizes = Map.copyOf(sizes);
    }

    public int size(String sourceType) {
        return sizes.getOrDefault(sourceType, 0);
    }

    /** A small Xero organisation, for demonstrations. */
    public static BooksSpec smallXero() {
        return new BooksSpec(Map.of(
                "Account",
                40,
                "Contact",
                120,
                "Invoice",
                2400,
                "Payment",
                900,
                "BankTransaction",
                1300,
                "Journal",
                2000));
    }

    /** A small QBO company, for demonstrations. */
    public static BooksSpec smallQbo() {
        return new BooksSpec(Map.of(
                "Account",
                45,
                "Customer",
                90,
                "Vendor",
                40,
                "Item",
                60,
                "Invoice",
                2200,
                "Payment",
                800,
                "Purchase",
                1200,
                "JournalEntry",
                300));
    }
}
