package io.ledgersync.xero.walk;

import io.ledgersync.kit.Walk;

/** A reading of one of Xero's lists. */
interface XeroWalk extends Walk {

    /** What it has come through so far. */
    Course course();

    /** Nor does one answer without any record prove enough: all that the ledger holds would go with it. */
    @Override
    default boolean severalPages() {
        return course().answers() > 1 || course().bare();
    }

    /** A reading of what changed since this finished one began; what it read and read again unchanged is no find. */
    XeroWalk sweep();
}
