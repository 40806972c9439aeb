package io.ledgersync.xero.walk;

import io.ledgersync.kit.Walk;

/** A reading of one of Xero's lists. */
interface XeroWalk extends Walk {

    /** What it has come through so far. */
    Course course();

    /** A reading of what changed since this finished one began; what it read and read again unchanged is no find. */
    XeroWalk sweep();
}
