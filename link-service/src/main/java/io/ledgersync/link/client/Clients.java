package io.ledgersync.link.client;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The clients of the practices: made, found, deleted. */
public final class Clients {
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Links links;
    private final ClientEvents events;
    private final Clock clock;

    public Clients(JdbcClient jdbc, TransactionTemplate transactions, Links links, ClientEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    public Client create(String practiceId, @Nullable String name) {
        String clean = name == null ? "" : name.strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME || clean.chars().anyMatch(Character::isISOControl)) {
            throw Problem.INVALID_VALUE.because(
                    "name is " + Problem.quoted(name) + "; it must be 1 to " + LONGEST_NAME + " printable characters");
        }
        Instant now = clock.instant();
        // Microseconds are what the database keeps.
        Instant created = now.minusNanos(now.getNano() % 1_000);
        Client client =
                new Client(UUID.randomUUID(), practiceId, clean, ClientState.NOT_LINKED, created, null, null, null);
        long version = now.toEpochMilli();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("insert into clients (client_id, practice_id, name, version, state, created_at)"
                            + " values (:id, :practice, :name, :version, :state, :created)")
                    .param("id", client.id())
                    .param("practice", practiceId)
                    .param("name", clean)
                    .param("version", version)
                    .param("state", client.state().name())
                    .param("created", DatabaseTime.of(created))
                    .update();
            events.created(client, version);
        });
        return client;
    }

    /** The practice's client of that id; a {@link Problem#UNKNOWN_CLIENT} when it has none. */
    public Client get(String practiceId, String clientId) {
        return find(practiceId, clientId).orElseThrow(() -> unknown(clientId));
    }

    /** As {@link #get}, locked until the transaction ends. */
    public Client lock(String practiceId, UUID clientId) {
        return jdbc.sql("select " + Client.COLUMNS
                        + " from clients where client_id = :id and practice_id = :practice for update")
                .param("id", clientId)
                .param("practice", practiceId)
                .query(Client::of)
                .optional()
                .orElseThrow(() -> unknown(clientId.toString()));
    }

    /** Ends its connection, tells the others and forgets it. */
    public void delete(String practiceId, String clientId) {
        UUID id = get(practiceId, clientId).id();
        transactions.executeWithoutResult(status -> {
            Client client = lock(practiceId, id);
            if (links.active(client)) {
                links.end(client, EndReason.DELETED);
            }
            links.dropChoices(client);
            long version = links.nextVersion(id);
            events.deleted(client, clock.instant(), version);
            jdbc.sql("delete from clients where client_id = :id")
                    .param("id", id)
                    .update();
        });
    }

    private Optional<Client> find(String practiceId, String clientId) {
        return uuid(clientId).flatMap(id -> jdbc.sql(
                        "select " + Client.COLUMNS + " from clients where client_id = :id and practice_id = :practice")
                .param("id", id)
                .param("practice", practiceId)
                .query(Client::of)
                .optional());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            // No client has such an id.
            return Optional.empty();
        }
    }

    private static RuntimeException unknown(String clientId) {
        return Problem.UNKNOWN_CLIENT.because("The practice has no client " + Problem.quoted(clientId));
    }
}
