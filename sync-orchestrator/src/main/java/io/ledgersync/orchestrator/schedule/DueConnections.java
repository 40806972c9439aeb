package io.ledgersync.orchestrator.schedule;

import io.ledgersync.orchestrator.client.ClientFiles;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Wakes connections whose moment has come; replicas side by side take different ones, as each holds the client's row.
 */
final class DueConnections {

    private static final Logger LOGGER = LoggerFactory.getLogger(DueConnections.class);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ClientFiles files;
    private final BooleanSupplier listening;
    private final Clock clock;

    /** @param listening whether everything said so far was heard, so that a silence is one */
    DueConnections(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ClientFiles files,
            BooleanSupplier listening,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.files = files;
        this.listening = listening;
        this.clock = clock;
    }

    /** Wakes the one that has been due longest; false when none is, or others have them all. */
    boolean wakeNext() {
        AtomicReference<@Nullable String> taken = new AtomicReference<>();
        try {
            transactions.executeWithoutResult(waking -> {
                String clientId = longestDue();
                taken.set(clientId);
                if (clientId != null) {
                    files.open(clientId, file -> {
                        file.wake(listening.getAsBoolean());
                        return clientId;
                    });
                }
            });
        } catch (RuntimeException failed) {
            String clientId = taken.get();
            if (clientId == null) {
                throw failed;
            }
            LOGGER.atError()
                    .addKeyValue("clientId", clientId)
                    .setCause(failed)
                    .log("What was due could not be done; it is tried again in {}", AFTER_TROUBLE);
            postpone(clientId);
        }
        return taken.get() != null;
    }

    private @Nullable String longestDue() {
        return jdbc.sql("""
                        SELECT clients.id FROM connections JOIN clients ON clients.id = connections.client_id
                        WHERE connections.due_at <= :now AND connections.live
                        ORDER BY connections.due_at LIMIT 1 FOR UPDATE OF clients SKIP LOCKED""")
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private void postpone(String clientId) {
        transactions.executeWithoutResult(
                postponing -> jdbc.sql("UPDATE connections SET due_at = :later WHERE client_id = :client AND live")
                        .param("later", Timestamp.from(clock.instant().plus(AFTER_TROUBLE)))
                        .param("client", clientId)
                        .update());
    }
}
