package io.ledgersync.link.client;

import io.ledgersync.link.Provider;
import java.time.Instant;
import java.util.UUID;

/** What a client is linked to, or was linked to last. */
public record Link(
        UUID connectionId, Provider provider, String organisationId, String organisationName, Instant linkedAt) {}
