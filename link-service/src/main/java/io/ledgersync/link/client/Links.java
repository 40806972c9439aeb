package io.ledgersync.link.client;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.Provider;
import io.ledgersync.link.grant.Farewells;
import io.ledgersync.link.provider.Organisation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The links of clients, made and ended in the caller's transaction, which holds the client's row. */
public final class Links {
    private final JdbcClient jdbc;
    private final ClientEvents events;
    private final Farewells farewells;
    private final Clock clock;

    public Links(JdbcClient jdbc, ClientEvents events, Farewells farewells, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.farewells = farewells;
        this.clock = clock;
    }

    /** Its connection has not ended. */
    public boolean active(Client client) {
        return client.state() == ClientState.LINKED || client.state() == ClientState.AUTH_FAILED;
    }

    /** The client's ledger holds the books of another organisation than this one. */
    public boolean conflicts(Client client, Provider provider, Organisation organisation) {
        Link link = client.link();
        return link != null
                && (link.provider() != provider || !link.organisationId().equals(organisation.id()));
    }

    /** The name of an organisation that some client is linked to now. */
    public Optional<String> nameOf(Provider provider, String organisationId) {
        return jdbc.sql("select organisation_name from connections where provider = :provider"
                        + " and organisation_id = :organisation and ended_at is null order by linked_at desc limit 1")
                .param("provider", provider.name())
                .param("organisation", organisationId)
                .query(String.class)
                .optional();
    }

    /** Links the client; a connection that it has is ended first. */
    public void link(Client client, Provider provider, Organisation organisation, UUID grantId) {
        if (active(client)) {
            end(client, EndReason.REPLACED);
        }
        Instant now = clock.instant();
        Link link = new Link(UUID.randomUUID(), provider, organisation.id(), organisation.name(), now);
        jdbc.sql("insert into connections (connection_id, client_id, provider, organisation_id, organisation_name,"
                        + " provider_connection_id, grant_id, linked_at)"
                        + " values (:id, :client, :provider, :organisation, :name, :connection, :grant, :now)")
                .param("id", link.connectionId())
                .param("client", client.id())
                .param("provider", provider.name())
                .param("organisation", organisation.id())
                .param("name", organisation.name())
                .param("connection", organisation.providerConnectionId())
                .param("grant", grantId)
                .param("now", DatabaseTime.of(now))
                .update();
        jdbc.sql(
                        "update clients set state = 'LINKED', connection_id = :id, provider = :provider, organisation_id = :organisation,"
                                + " organisation_name = :name, linked_at = :now where client_id = :client")
                .param("id", link.connectionId())
                .param("provider", provider.name())
                .param("organisation", organisation.id())
                .param("name", organisation.name())
                .param("now", DatabaseTime.of(now))
                .param("client", client.id())
                .update();
        dropChoices(client);
        events.linked(client, link, nextVersion(client.id()));
    }

    /** All that are linked through these tokens may be read again: each that could not be is said to be linked. */
    public void revive(UUID grantId) {
        List<Client> revived = jdbc.sql(
                        "update clients set state = 'LINKED' where state = 'AUTH_FAILED' and connection_id in"
                                + " (select connection_id from connections where grant_id = :grant and ended_at is null) returning "
                                + Client.COLUMNS)
                .param("grant", grantId)
                .query(Client::of)
                .list();
        for (Client client : revived) {
            Link link = client.link();
            if (link != null) {
                events.linked(client, link, nextVersion(client.id()));
            }
        }
    }

    /** Ends the connection that the client has; its data stays. */
    public void end(Client client, EndReason reason) {
        Link link = client.link();
        if (link == null) {
            throw new IllegalStateException("Client " + client.id() + " has no connection to end");
        }
        Instant now = clock.instant();
        if (close(client.id(), link.connectionId(), now)) {
            events.unlinked(client, link, reason, now, nextVersion(client.id()));
        }
    }

    /** Ends a connection without telling anybody but the provider; false when it had ended. */
    boolean close(UUID clientId, UUID connectionId, Instant now) {
        record Ended(@Nullable UUID grantId, @Nullable String providerConnectionId) {}
        Optional<Ended> ended = jdbc.sql(
                        "update connections set ended_at = :now"
                                + " where connection_id = :id and client_id = :client and ended_at is null returning grant_id, provider_connection_id")
                .param("now", DatabaseTime.of(now))
                .param("id", connectionId)
                .param("client", clientId)
                .query((row, number) ->
                        new Ended(row.getObject("grant_id", UUID.class), row.getString("provider_connection_id")))
                .optional();
        if (ended.isEmpty()) {
            return false;
        }
        jdbc.sql("update clients set state = 'UNLINKED' where client_id = :id")
                .param("id", clientId)
                .update();
        UUID grantId = ended.get().grantId();
        if (grantId != null) {
            farewells.add(grantId, ended.get().providerConnectionId());
        }
        return true;
    }

    /** Choices that the client still had come to nothing. */
    public void dropChoices(Client client) {
        farewells.endChoicesOf(client.id());
    }

    /** Grows with every event of the client, also when a backup was restored in between. */
    long nextVersion(UUID clientId) {
        return jdbc.sql(
                        "update clients set version = greatest(version + 1, :now) where client_id = :id returning version")
                .param("now", clock.millis())
                .param("id", clientId)
                .query(Long.class)
                .single();
    }
}
