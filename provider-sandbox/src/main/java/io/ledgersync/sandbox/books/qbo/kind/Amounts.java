package io.ledgersync.sandbox.books.qbo.kind;

import io.ledgersync.sandbox.books.Numbers;

/** What a document is worth, line by line, in cents of its own currency. */
public final class Amounts {
    /** How many lines every document has. */
    public static final int LINES = 3;

    /** Ten-thousandths of the home currency for one of the home currency. */
    public static final long ONE = 10_000;

    public static final int TAX_PERCENT = 8;
    private static final long LOWEST_RATE = 10_500;

    private final Numbers numbers;
    private final int index;
    private final long rate;
    private final boolean taxed;

    Amounts(Numbers numbers, int index, boolean foreign, boolean taxed) {
        this.numbers = numbers;
        this.index = index;
        this.rate = foreign ? LOWEST_RATE + numbers.below(1000, index, 5) : ONE;
        this.taxed = taxed;
    }

    public int quantity(int line) {
        return 1 + numbers.below(5, index, 10 + line);
    }

    public long unit(int line) {
        return numbers.cents(index, 20 + line);
    }

    public long line(int line) {
        return quantity(line) * unit(line);
    }

    /** All lines without tax. */
    public long net() {
        return line(0) + line(1) + line(2);
    }

    public long tax() {
        return taxed ? (net() * TAX_PERCENT + 50) / 100 : 0;
    }

    public long total() {
        return net() + tax();
    }

    public boolean taxed() {
        return taxed;
    }

    public boolean foreign() {
        return rate != ONE;
    }

    public long rate() {
        return rate;
    }

    /** Cents of this document in the home currency. */
    public long home(long cents) {
        return home(cents, rate);
    }

    /** Cents of another currency in the home currency, half up. */
    public static long home(long cents, long rate) {
        return rate == ONE ? cents : (cents * rate + ONE / 2) / ONE;
    }

    /** The whole document in the home currency: the sum of its lines, each rounded for itself. */
    public long homeTotal() {
        return home(line(0)) + home(line(1)) + home(line(2)) + home(tax());
    }
}
