package io.ledgersync.kit;

/** What became of a question. */
public sealed interface Outcome permits Answer, Fault {}
