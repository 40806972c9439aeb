package io.ledgersync.link.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ledgersync.link.Provider;
import io.ledgersync.link.client.Client;
import io.ledgersync.link.client.ClientState;
import io.ledgersync.link.client.Link;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client as JSON. */
record ClientView(
        UUID id,
        String name,
        ClientState state,
        @Nullable Provider provider,
        @Nullable String organisationId,
        @Nullable String organisationName,
        @Nullable UUID connectionId,
        @Nullable Instant linkedAt,
        Instant createdAt,
        @Nullable Instant lastSyncedAt,
        @JsonRawValue @Nullable String run) {

    static ClientView of(Client client) {
        Link link = client.link();
        return new ClientView(
                client.id(),
                client.name(),
                client.state(),
                link == null ? null : link.provider(),
                link == null ? null : link.organisationId(),
                link == null ? null : link.organisationName(),
                link == null ? null : link.connectionId(),
                link == null ? null : link.linkedAt(),
                client.createdAt(),
                client.lastSyncedAt(),
                client.run());
    }
}
