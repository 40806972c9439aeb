package io.ledgersync.store.balance;

/** The ledger has documents but nothing that says how they were posted; the message says why. */
public final class NoPostings extends RuntimeException {

    NoPostings(String message) {
        super(message);
    }

    NoPostings(String message, Throwable cause) {
        super(message, cause);
    }
}
