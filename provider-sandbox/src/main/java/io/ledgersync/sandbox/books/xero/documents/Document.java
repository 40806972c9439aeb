package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import io.ledgersync.sandbox.books.xero.kind.Posting;
import io.ledgersync.sandbox.books.xero.lists.Contacts;
import io.ledgersync.sandbox.books.xero.lists.Items;
import io.ledgersync.sandbox.books.xero.lists.TaxRates;
import io.ledgersync.sandbox.books.xero.lists.TrackingCategories;

/** A kind of document with lines: one party, three lines, what they come to, and how that stands in the ledger. */
public abstract class Document extends Kind implements Posting.Source {
    protected final Contacts contacts;
    private final Items items;
    private final TrackingCategories tracking;

    protected Document(Book book, String sourceType) {
        super(book, sourceType);
        contacts = new Contacts(book);
        items = new Items(book);
        tracking = new TrackingCategories(book);
        if (size() > 0 && !book.chart().has(Chart.FEWEST - 1)) {
            throw new IllegalArgumentException(
                    "books with a " + sourceType + " need at least " + Chart.FEWEST + " of Account");
        }
    }

    /** Whether money comes in by it: sales, and what is received; every other one. */
    protected boolean in(int index) {
        return index % 2 == 0;
    }

    /** Whether its contra account is debited. */
    protected boolean debits(int index) {
        return in(index);
    }

    /** The account that all lines of it stand against. */
    protected int contra(int index) {
        return in(index) ? Chart.DEBTORS : Chart.CREDITORS;
    }

    /** The account of a line. */
    protected int account(int index, int line) {
        return book.chart().forLine(numbers.bits(index, 40 + line));
    }

    protected boolean taxable() {
        return true;
    }

    /** Whether it may be in another currency; what goes over a bank account is in the account's. */
    protected boolean foreign() {
        return true;
    }

    /** Whether it still lacks what a posted one has. */
    protected boolean unfinished(int index) {
        return false;
    }

    /** The journal's word for it. */
    protected abstract String journalType(int index);

    @Override
    public int posted() {
        return size();
    }

    @Override
    public final long made(int index) {
        return created(index).toEpochMilli();
    }

    /** What it is worth. */
    public final Amounts amounts(int index) {
        return new Amounts(book, numbers, index, taxable(), foreign(), posted() > 0);
    }

    private String taxType(int index, Amounts amounts) {
        return !amounts.taxed ? TaxRates.NONE : in(index) ? TaxRates.ON_SALES : TaxRates.ON_COSTS;
    }

    @Override
    public final Posting posting(int index) {
        Amounts amounts = amounts(index);
        int sign = debits(index) ? 1 : -1;
        Posting posting = new Posting(id(index), journalType(index), day(index), "")
                .line(contra(index), "", sign * amounts.inBooks());
        for (int line = 0; line < Amounts.LINES; line++) {
            long tax = amounts.base(amounts.tax[line]);
            posting.line(
                    account(index, line),
                    description(index, line),
                    -sign * amounts.base(amounts.net(line)),
                    -sign * tax,
                    taxType(index, amounts));
            if (tax != 0) {
                posting.line(Chart.TAX, "", -sign * tax);
            }
        }
        return posting;
    }

    private static String description(int index, int line) {
        return "Item " + (line + 1) + " of document " + index;
    }

    /** The party, by chance. */
    protected final void contact(int index, Json json) {
        contacts.stub(contactOf(index), json);
    }

    final int contactOf(int index) {
        return numbers.below(Math.max(1, contacts.size()), index, 3);
    }

    /** The lines and what they come to. */
    protected final void lines(int index, Amounts amounts, Json json) {
        json.text("LineAmountTypes", inOut(amounts)).array("LineItems");
        for (int line = 0; line < Amounts.LINES; line++) {
            line(index, line, amounts, json);
        }
        json.end()
                .money("SubTotal", amounts.total() - amounts.totalTax())
                .money("TotalTax", amounts.totalTax())
                .money("Total", amounts.total());
    }

    /** Whether the lines' amounts hold their tax. */
    protected String inOut(Amounts amounts) {
        return !amounts.taxed ? "NoTax" : amounts.inclusive ? "Inclusive" : "Exclusive";
    }

    private void line(int index, int line, Amounts amounts, Json json) {
        int account = account(index, line);
        json.open();
        if (items.size() > 0 && line == 1 && index % 3 == 0) {
            json.text("ItemCode", items.code(numbers.below(items.size(), index, 6)));
        }
        json.text("Description", description(index, line))
                .four("UnitAmount", amounts.unit[line])
                .text("TaxType", taxType(index, amounts))
                .money("TaxAmount", amounts.tax[line])
                .money("LineAmount", amounts.amount[line]);
        if (line < Amounts.LINES - 1 || !unfinished(index)) {
            json.text("AccountCode", book.chart().code(account));
        }
        tracking.track(index, line, "Tracking", json);
        json.four("Quantity", amounts.quantity[line] * 10_000L)
                .text("LineItemID", lineId(index, line))
                .text("AccountID", book.chart().id(account))
                .close();
    }

    final String lineId(int index, int line) {
        return Numbers.uuid(index, line, "-4000-9000-", numbers.bits(index, 30 + line) & 0xFFFFFFFFFFFFL);
    }

    /** The currency of it, and its rate. */
    protected final void currency(Amounts amounts, Json json) {
        json.text("CurrencyCode", amounts.currency).four("CurrencyRate", amounts.rate);
    }
}
