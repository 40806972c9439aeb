package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Run;
import java.time.Instant;

/** A run as its users see it from now on; the client carries the version and when it was last synced. */
public record RunChange(Run run, Connection connection, Client client, Instant at) {}
