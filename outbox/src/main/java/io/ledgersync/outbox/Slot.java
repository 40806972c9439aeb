package io.ledgersync.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replication slot: from where it stands PostgreSQL keeps the log for us. It may be lost at any time, as every row
 * it could tell of is in the table.
 */
final class Slot {
    /** Writes into the log what nothing but the log tells of; answers where. */
    static final String MARK = "SELECT pg_logical_emit_message(false, 'ledgersync.outbox', '')";

    private static final Logger LOGGER = LoggerFactory.getLogger(Slot.class);
    private static final long PAUSE_MILLIS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private enum State {
        MISSING,
        LOST,
        IDLE,
        FOLLOWED
    }

    private final Connection connection;
    private final String name;

    Slot(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * Afterwards the slot stands and is free, and what it will not tell of can be seen in the table. Only for who holds
     * the relay's lock.
     *
     * @return where a mark stands that it will tell of
     */
    long take() throws SQLException, InterruptedException {
        State state = state();
        if (state == State.LOST) {
            LOGGER.atWarn()
                    .addKeyValue("slot", name)
                    .log("PostgreSQL no longer keeps the log for this slot; a new one takes its place");
            call("SELECT pg_drop_replication_slot(?)");
        }
        switch (state) {
            case MISSING, LOST -> create();
            case FOLLOWED -> free();
            case IDLE -> {}
        }
        return mark();
    }

    private long mark() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARK);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return LogSequenceNumber.valueOf(row.getString(1)).asLong();
        } finally {
            connection.commit();
        }
    }

    private void create() throws SQLException, InterruptedException {
        LOGGER.atInfo().addKeyValue("slot", name).log("Creating the replication slot");
        int patience = connection.getNetworkTimeout();
        // It waits for every transaction that runs now, however long.
        connection.setNetworkTimeout(Runnable::run, 0);
        call("SELECT pg_create_logical_replication_slot(?, 'pgoutput')");
        connection.setNetworkTimeout(Runnable::run, patience);
        Snapshot atCreation = snapshot();
        while (!atCreation.outlivedBy(snapshot())) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Whoever follows it has lost the relay's lock, or never noticed that its process is gone. */
    private void free() throws SQLException, InterruptedException {
        LOGGER.atInfo()
                .addKeyValue("slot", name)
                .log("Ending who follows the replication slot without holding the lock");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (state() == State.FOLLOWED) {
            if (System.nanoTime() > deadline) {
                throw new RelayFailure("The replication slot " + name + " is still in use");
            }
            call(
                    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = ? AND active_pid IS NOT NULL");
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private State state() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT wal_status = 'lost' AS lost, active, coalesce(database, '') = current_database() AS ours FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return State.MISSING;
                }
                if (!row.getBoolean("ours")) {
                    throw new RelayFailure("The replication slot " + name
                            + " belongs to another database; give this one's relay a name of its own");
                }
                return row.getBoolean("lost") ? State.LOST : row.getBoolean("active") ? State.FOLLOWED : State.IDLE;
            }
        } finally {
            connection.commit();
        }
    }

    private Snapshot snapshot() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_current_snapshot()::text");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Snapshot.parse(row.getString(1));
        } finally {
            connection.commit();
        }
    }

    private void call(String function) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(function)) {
            statement.setString(1, name);
            statement.execute();
        } finally {
            connection.commit();
        }
    }
}
