package io.ledgersync.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/**
 * The one connection of a relay: who holds its lock relays. Rows are read and deleted through it alone, so that a relay
 * whose lock is gone reads nothing more that it could send.
 */
final class Session implements AutoCloseable {
    private static final int FETCHED_ROWS = 20;
    private static final String SOCKET_SECONDS = "30";
    private static final String ROWS =
            "o.position, o.event_id, o.topic, o.key, o.partition_key, o.type, o.source, o.said_at, o.traceparent, o.value";

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session open(RelaySettings settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "outbox-relay " + settings.slotName());
        properties.setProperty("connectTimeout", SOCKET_SECONDS);
        properties.setProperty("socketTimeout", SOCKET_SECONDS);
        // A host that vanished must not keep the lock for the two hours that TCP would grant it.
        properties.setProperty(
                "options", "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
        Connection connection = DriverManager.getConnection(settings.jdbcUrl(), properties);
        connection.setAutoCommit(false);
        return new Session(connection);
    }

    /**
     * Takes the lock of that name unless another session has it; it is held until this session ends, however it ends.
     */
    boolean lock(String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, name);
            return single(statement).getBoolean(1);
        }
    }

    /** Fails when the session, and with it the lock, is gone. */
    void check() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            single(statement);
        }
    }

    Slot slot(String name) {
        return new Slot(connection, name);
    }

    /** Sends every row there is, in order, until it is told to stop. */
    void publishAll(Wave wave, BooleanSupplier stopped) throws SQLException, InterruptedException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + ROWS + " FROM outbox o ORDER BY o.position")) {
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (!stopped.getAsBoolean() && row.next()) {
                    wave.send(OutboxRow.read(row));
                }
            }
            wave.await();
        } finally {
            delete(wave.acknowledged());
        }
    }

    /**
     * Sends the rows that the log told of, in its order; those that are gone were sent before.
     *
     * @return those that cannot be seen yet
     */
    List<Insert> publish(List<Insert> inserts, Wave wave) throws SQLException, InterruptedException {
        List<Insert> unseen = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pg_current_snapshot()::text AS snapshot, told.n, " + ROWS
                        + " FROM unnest(?) WITH ORDINALITY AS told (position, n) LEFT JOIN outbox o ON o.position = told.position ORDER BY told.n")) {
            statement.setFetchSize(FETCHED_ROWS);
            statement.setArray(1, array(inserts.stream().map(Insert::position).toList()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Insert insert = inserts.get(row.getInt("n") - 1);
                    if (row.getObject("position") != null) {
                        wave.send(OutboxRow.read(row));
                    } else if (!Snapshot.parse(row.getString("snapshot")).sees(insert.transaction())) {
                        unseen.add(insert);
                    }
                }
            }
            wave.await();
        } finally {
            delete(wave.acknowledged());
        }
        return unseen;
    }

    /** Ends the session at once, whatever another thread waits for in it. */
    void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void delete(List<Long> positions) throws SQLException {
        if (!positions.isEmpty()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM outbox WHERE position = ANY (?)")) {
                statement.setArray(1, array(positions));
                statement.executeUpdate();
            }
        }
        connection.commit();
    }

    private Array array(List<Long> positions) throws SQLException {
        return connection.createArrayOf("bigint", positions.toArray());
    }

    private ResultSet single(PreparedStatement statement) throws SQLException {
        ResultSet row = statement.executeQuery();
        row.next();
        connection.commit();
        return row;
    }
}
