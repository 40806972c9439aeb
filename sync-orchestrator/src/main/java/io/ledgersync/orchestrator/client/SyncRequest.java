package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Run;
import java.time.Instant;

/**
 * A run on its way to the provider's connectors.
 *
 * @param firstRun no run of the client was sent before
 */
public record SyncRequest(Run run, Connection connection, boolean firstRun, Instant at) {}
