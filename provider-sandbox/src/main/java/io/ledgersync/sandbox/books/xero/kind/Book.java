package io.ledgersync.sandbox.books.xero.kind;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Numbers;

/** What a generated book is made from: how many of each kind, the seed, and the chart that all of them share. */
public record Book(BooksSpec spec, long seed, Chart chart) {
    private static final long DAY = 86_400_000L;
    private static final int CENTURY = 36_500;

    public static Book of(BooksSpec spec, long seed) {
        return new Book(spec, seed, new Chart(new Numbers(seed, "Account"), spec.size("Account")));
    }

    public Numbers numbers(String sourceType) {
        return new Numbers(seed, sourceType);
    }

    public int size(String sourceType) {
        return spec.size(sourceType);
    }

    /** The calendar day of a record: that on which it was made, or one of the old days that real books have. */
    public long day(String sourceType, int index) {
        long made = Math.floorDiv(spec.made(sourceType, index).toEpochMilli(), DAY);
        return index % 1000 == 7 ? made - CENTURY : made;
    }

    /** Whether documents may be in other currencies than the books'. */
    public boolean foreign() {
        return chart.has(Chart.GAINS) && size("Currency") > 1;
    }

    /** Whether documents may be taxed. */
    public boolean taxed() {
        return chart.has(Chart.TAX) && size("TaxRate") > 2;
    }
}
