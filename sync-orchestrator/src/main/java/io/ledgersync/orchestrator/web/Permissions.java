package io.ledgersync.orchestrator.web;

/** What a practice permits its people here. */
final class Permissions {
    /** May start syncs. */
    static final String SYNC_RUN = "sync:run";
    /** May look at clients and their runs. */
    static final String CLIENTS_READ = "clients:read";
    /** May change the practice's settings. */
    static final String PRACTICE_MANAGE = "practice:manage";

    private Permissions() {}
}
