package io.ledgersync.outbox;

/** A row as the log tells of it: where it stands, and the transaction that put it there. */
record Insert(long position, long transaction) {}
