package io.ledgersync.contract;

import java.util.Locale;

/** The names of the topics. */
public final class Topics {
    /** Links made and ended, key clientId, kept for ever. */
    public static final String LINK_EVENTS = "link.events";
    /** How runs go, key clientId, kept 30 days. */
    public static final String SYNC_EVENTS = "sync.events";
    /** Runs as users see them, key clientId, compacted. */
    public static final String SYNC_RUNS = "sync.runs";
    /** The ledger, key {@link LedgerKey}, partitioned by clientId, compacted. */
    public static final String LEDGER_CHANGES = "ledger.changes";
    /** What could not be read or written, kept 30 days. */
    public static final String DEAD_LETTERS = "dead.letters";

    private Topics() {}

    /** Requests to one provider's connectors, key organisationId, kept 7 days. */
    public static String syncRequests(Provider provider) {
        return "sync.requests." + provider.name().toLowerCase(Locale.ROOT);
    }

    /** The memory of one provider's connectors, key organisationId, same partition as the requests, compacted. */
    public static String syncState(Provider provider) {
        return "sync.state." + provider.name().toLowerCase(Locale.ROOT);
    }
}
