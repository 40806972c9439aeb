package io.ledgersync.sandbox.books.qbo.kind;

/** A kind of document with lines: one party, three lines, what they come to, and how that stands in the ledger. */
public abstract class Document extends Kind implements Posting {
    protected Document(Book book, String sourceType) {
        super(book, sourceType);
    }

    /** The party of it, by chance. */
    public final int party(int index) {
        return numbers.below(Math.max(1, book.size(partyType())), index, 3);
    }

    /** Whose account it is in. */
    protected abstract String partyType();

    /** The account that all lines of it stand against; negative for what stands in no ledger. */
    protected abstract int contra(int index);

    /** Whether that account is debited. */
    protected abstract boolean debits(int index);

    protected abstract int account(int index, int line);

    protected boolean taxable(int index) {
        return false;
    }

    /** What it is worth. */
    public final Amounts amounts(int index) {
        boolean foreign = !book.currency(party(index)).equals(Book.HOME);
        return new Amounts(numbers, index, foreign, taxable(index));
    }

    @Override
    public final void post(int index, Ledger ledger) {
        int contra = contra(index);
        if (contra < 0) {
            return;
        }
        Amounts amounts = amounts(index);
        int sign = debits(index) ? 1 : -1;
        ledger.add(book.chart().place(contra), sign * amounts.homeTotal());
        for (int line = 0; line < Amounts.LINES; line++) {
            ledger.add(book.chart().place(account(index, line)), -sign * amounts.home(amounts.line(line)));
        }
        ledger.add(book.chart().place(Chart.SALES_TAX), -sign * amounts.home(amounts.tax()));
    }

    /** An account of costs for a line. */
    protected final int cost(int index, int line) {
        return book.chart().cost(numbers.below(10, index, 30 + line));
    }

    /** What all documents begin with. */
    protected final void begin(int index, Json json) {
        json.text("DocNumber", Integer.toString(1000 + index)).day("TxnDate", date(index));
        Book.currency(book.currency(party(index)), json);
        Amounts amounts = amounts(index);
        if (amounts.foreign()) {
            json.rate("ExchangeRate", amounts.rate());
        }
        label("Department", "DepartmentRef", index, 6, json);
    }

    /** A label by chance, where the book has such. */
    protected final void label(String sourceType, String name, int index, int purpose, Json json) {
        int labels = book.size(sourceType);
        if (labels > 0) {
            int label = numbers.below(labels, index, purpose);
            json.reference(name, Integer.toString(label + 1), sourceType + " " + (label + 1));
        }
    }

    /** What it comes to. */
    protected final void total(int index, Json json) {
        Amounts amounts = amounts(index);
        json.money("TotalAmt", amounts.total());
        if (amounts.foreign()) {
            json.money("HomeTotalAmt", amounts.homeTotal());
        }
    }

    /** What of it is still open. */
    protected final void balance(int index, boolean settled, Json json) {
        Amounts amounts = amounts(index);
        json.money("Balance", settled ? 0 : amounts.total());
        if (amounts.foreign()) {
            json.money("HomeBalance", settled ? 0 : amounts.homeTotal());
        }
    }

    /** The record that settles it, which has the same place among its own kind. */
    protected final boolean settled(int index, String by, Json json) {
        boolean settled = index < book.size(by);
        json.array("LinkedTxn");
        if (settled) {
            json.open()
                    .text("TxnId", Integer.toString(book.before(by) + index + 1))
                    .text("TxnType", by.equals("BillPayment") ? "BillPaymentCheck" : by)
                    .close();
        }
        json.end();
        return settled;
    }

    protected static String description(int index, int line) {
        return "Line " + (line + 1) + " of document " + index;
    }
}
