package io.ledgersync.link.client;

import io.ledgersync.link.Problem;
import io.ledgersync.link.Refusal;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends what had already ended, and was said to have, when a restored database still takes it for alive. */
public final class Restoration {
    private static final Logger LOGGER = LoggerFactory.getLogger(Restoration.class);

    private final Clients clients;
    private final Links links;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public Restoration(Clients clients, Links links, JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.clients = clients;
        this.links = links;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** That connection has ended; everybody else knows. */
    public void unlinked(String practiceId, String clientId, String connectionId, long version) {
        transactions.executeWithoutResult(status -> {
            Client client = alive(practiceId, clientId);
            if (client != null && links.close(client.id(), UUID.fromString(connectionId), clock.instant())) {
                jdbc.sql("update clients set version = greatest(version, :version) where client_id = :client")
                        .param("version", version)
                        .param("client", client.id())
                        .update();
                LOGGER.atWarn()
                        .addKeyValue("clientId", clientId)
                        .addKeyValue("connectionId", connectionId)
                        .log("A connection that had ended was alive in this database and was ended again");
            }
        });
    }

    /** That client was deleted; everybody else knows. */
    public void deleted(String practiceId, String clientId) {
        transactions.executeWithoutResult(status -> {
            Client client = alive(practiceId, clientId);
            if (client == null) {
                return;
            }
            if (client.link() != null) {
                links.close(client.id(), client.link().connectionId(), clock.instant());
            }
            links.dropChoices(client);
            jdbc.sql("delete from clients where client_id = :client")
                    .param("client", client.id())
                    .update();
            LOGGER.atWarn()
                    .addKeyValue("clientId", clientId)
                    .log("A client that was deleted was alive in this database and was deleted again");
        });
    }

    private @Nullable Client alive(String practiceId, String clientId) {
        try {
            return clients.lock(practiceId, UUID.fromString(clientId));
        } catch (Refusal e) {
            if (e.problem() == Problem.UNKNOWN_CLIENT) {
                return null;
            }
            throw e;
        }
    }
}
