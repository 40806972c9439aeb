package io.ledgersync.orchestrator.run;

/** The accounting system that is read. */
public enum Provider {
    XERO,
    QBO
}
