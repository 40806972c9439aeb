package io.ledgersync.sandbox.books.xero.kind;

import java.util.ArrayList;
import java.util.List;

/**
 * What one document says in the ledger: lines in the books' currency, debit positive, whose net amounts make zero.
 *
 * @param sourceType the journal's word for it, such as ACCREC
 */
public record Posting(String sourceId, String sourceType, long day, String reference, List<Line> lines) {

    public Posting(String sourceId, String sourceType, long day, String reference) {
        this(sourceId, sourceType, day, reference, new ArrayList<>(6));
    }

    /** One line, in cents. */
    public record Line(int account, String description, long net, long tax, String taxType) {}

    public Posting line(int account, String description, long net) {
        return line(account, description, net, 0, "");
    }

    public Posting line(int account, String description, long net, long tax, String taxType) {
        lines.add(new Line(account, description, net, tax, taxType));
        return this;
    }

    /** Something that posts: its first so many records, one journal each. */
    public interface Source {
        /** How many of its records post. */
        int posted();

        /** When one was made, in milliseconds. */
        long made(int index);

        Posting posting(int index);
    }
}
