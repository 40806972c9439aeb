package io.ledgersync.tck;

import io.ledgersync.sandbox.FaultRule;

/**
 * A record that is other than records are.
 *
 * @param rule how the next answer has one
 * @param readable whether the ledger takes it all the same; otherwise it is a dead letter, and a gap of its run
 */
public record Oddity(FaultRule rule, boolean readable) {}
