package io.ledgersync.sandbox.books.qbo.kind;

/** A kind of record that says something in the ledger. */
public interface Posting {

    /** What one record says: sums of accounts in cents of the home currency, debit positive, that make zero. */
    void post(int index, Ledger ledger);

    /** What takes it. */
    interface Ledger {
        void add(int account, long cents);
    }
}
