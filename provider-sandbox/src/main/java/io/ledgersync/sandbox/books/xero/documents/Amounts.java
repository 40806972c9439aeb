package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.lists.Currencies;
import io.ledgersync.sandbox.books.xero.lists.TaxRates;

/** What a document is worth, line by line, in cents of its own currency. */
public final class Amounts {
    /** How many lines every document has. */
    static final int LINES = 3;

    private static final int TEN_THOUSAND = 10_000;

    final boolean taxed;
    final boolean inclusive;
    final String currency;
    /** Ten-thousandths of the document's currency for one of the books'. */
    final long rate;

    final int[] quantity = new int[LINES];
    /** In ten-thousandths. */
    final long[] unit = new long[LINES];

    final long[] amount = new long[LINES];
    final long[] tax = new long[LINES];
    private long amounts;
    private long taxes;

    /** The third part of documents is taxed on top, the sixth with the tax inside; the tenth is in another currency. */
    Amounts(Book book, Numbers numbers, int index, boolean taxable, boolean elsewhere, boolean fine) {
        int way = book.taxed() && taxable ? index % 6 : 0;
        taxed = way == 1 || way == 4 || way == 5;
        inclusive = way == 5;
        boolean foreign = elsewhere && book.foreign() && index % 10 == 4;
        currency = foreign ? "USD" : Currencies.BASE;
        rate = foreign ? 12_500L + numbers.below(1000, index, 5) : TEN_THOUSAND;
        for (int line = 0; line < LINES; line++) {
            quantity[line] = 1 + numbers.below(5, index, 10 + line);
            unit[line] = numbers.cents(index, 20 + line) * 100 + (fine && index % 4 == 3 ? 25 * line : 0);
            amount[line] = divided(quantity[line] * unit[line], 100);
            tax[line] = taxed ? tax(amount[line], inclusive) : 0;
            amounts += amount[line];
            taxes += tax[line];
        }
    }

    private static long tax(long amount, boolean inclusive) {
        return divided(amount * TaxRates.PERCENT, inclusive ? 100 + TaxRates.PERCENT : 100);
    }

    /** Half up. */
    private static long divided(long number, long by) {
        return (2 * number + by) / (2 * by);
    }

    public long total() {
        return inclusive ? amounts : amounts + taxes;
    }

    long totalTax() {
        return taxes;
    }

    /** What a line is worth without its tax. */
    long net(int line) {
        return inclusive ? amount[line] - tax[line] : amount[line];
    }

    /** The document's own currency, as its rate says. */
    public String currency() {
        return currency;
    }

    public long rate() {
        return rate;
    }

    /** The whole document in the books' currency: the sum of its lines, each rounded for itself. */
    public long inBooks() {
        long sum = 0;
        for (int line = 0; line < LINES; line++) {
            sum += base(net(line)) + base(tax[line]);
        }
        return sum;
    }

    /** Cents of this document in the books' currency. */
    long base(long cents) {
        return base(cents, rate);
    }

    /** Cents of another currency in the books' own. */
    public static long base(long cents, long rate) {
        return rate == TEN_THOUSAND ? cents : divided(cents * TEN_THOUSAND, rate);
    }
}
