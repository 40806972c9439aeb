package io.ledgersync.orchestrator.client;

/** Tells the others; called in the transaction of the change that is told. */
public interface Announcer {

    /** Asks the provider's connectors for a run. */
    void request(SyncRequest request);

    /** Shows a run as it is now. */
    void changed(RunChange change);

    /** Takes back everything shown of a client. */
    void forget(String clientId);
}
