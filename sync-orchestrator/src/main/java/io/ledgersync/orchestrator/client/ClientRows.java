package io.ledgersync.orchestrator.client;

import static io.ledgersync.orchestrator.client.RunRows.instant;
import static io.ledgersync.orchestrator.client.RunRows.required;
import static io.ledgersync.orchestrator.client.RunRows.timestamp;

import io.ledgersync.orchestrator.run.Provider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of clients and their connections. */
final class ClientRows {

    private final JdbcClient jdbc;

    ClientRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the client's row when there is none, so that it can be locked. */
    void makeSure(String clientId, String practiceId) {
        jdbc.sql("INSERT INTO clients (id, practice_id, name) VALUES (:id, :practice, '') ON CONFLICT (id) DO NOTHING")
                .param("id", clientId)
                .param("practice", practiceId)
                .update();
    }

    /** The client, nobody else's until the transaction ends; null when it is unknown. */
    @Nullable
    Client lock(String clientId) {
        return jdbc.sql("SELECT * FROM clients WHERE id = :id FOR UPDATE")
                .param("id", clientId)
                .query((row, number) -> client(row))
                .optional()
                .orElse(null);
    }

    void write(Client client) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", client.clientId());
        columns.put("name", client.name());
        columns.put("linkVersion", client.linkVersion());
        columns.put("lastAttempt", client.lastAttempt());
        columns.put("runVersion", client.runVersion());
        columns.put("everSent", client.everSent());
        columns.put("deleted", client.deleted());
        columns.put("lastSyncedAt", timestamp(client.lastSyncedAt()));
        jdbc.sql("""
                        UPDATE clients SET name = :name, link_version = :linkVersion, last_attempt = :lastAttempt, run_version = :runVersion,
                            ever_sent = :everSent, deleted = :deleted, last_synced_at = :lastSyncedAt
                        WHERE id = :id""").params(columns).update();
    }

    /** A connection and the moment at which it is woken. */
    record Kept(Connection connection, @Nullable Instant dueAt) {}

    @Nullable
    Kept live(String clientId) {
        return jdbc.sql("SELECT * FROM connections WHERE client_id = :client AND live")
                .param("client", clientId)
                .query((row, number) -> new Kept(connection(row), instant(row, "due_at")))
                .optional()
                .orElse(null);
    }

    void write(Connection connection, @Nullable Instant dueAt) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", connection.connectionId());
        columns.put("client", connection.clientId());
        columns.put("practice", connection.practiceId());
        columns.put("provider", connection.provider().name());
        columns.put("organisation", connection.organisationId());
        columns.put("organisationName", connection.organisationName());
        columns.put("linkedAt", timestamp(connection.linkedAt()));
        columns.put("live", connection.live());
        columns.put("readOnce", connection.readOnce());
        columns.put("watermarks", Json.write(connection.watermarks()));
        columns.put("blockedBy", connection.blockedBy());
        columns.put("nightAt", timestamp(connection.nightAt()));
        columns.put("incrementAt", timestamp(connection.incrementAt()));
        columns.put("reconciliation", Json.write(connection.reconciliation()));
        columns.put("dueAt", timestamp(dueAt));
        jdbc.sql("""
                        INSERT INTO connections (id, client_id, practice_id, provider, organisation_id, organisation_name, linked_at, live,
                            read_once, watermarks, blocked_by, night_at, increment_at, reconciliation, due_at)
                        VALUES (:id, :client, :practice, :provider, :organisation, :organisationName, :linkedAt, :live,
                            :readOnce, :watermarks::jsonb, :blockedBy, :nightAt, :incrementAt, :reconciliation::jsonb, :dueAt)
                        ON CONFLICT (id) DO UPDATE SET live = excluded.live, read_once = excluded.read_once, watermarks = excluded.watermarks,
                            blocked_by = excluded.blocked_by, night_at = excluded.night_at, increment_at = excluded.increment_at,
                            reconciliation = excluded.reconciliation, due_at = excluded.due_at""").params(columns).update();
    }

    void purge(String clientId) {
        jdbc.sql("DELETE FROM connections WHERE client_id = :client")
                .param("client", clientId)
                .update();
    }

    private static Client client(ResultSet row) throws SQLException {
        return new Client(
                row.getString("id"),
                row.getString("practice_id"),
                row.getString("name"),
                row.getLong("link_version"),
                row.getLong("last_attempt"),
                row.getLong("run_version"),
                row.getBoolean("ever_sent"),
                row.getBoolean("deleted"),
                instant(row, "last_synced_at"));
    }

    private static Connection connection(ResultSet row) throws SQLException {
        return new Connection(
                row.getString("id"),
                row.getString("client_id"),
                row.getString("practice_id"),
                Provider.valueOf(row.getString("provider")),
                row.getString("organisation_id"),
                row.getString("organisation_name"),
                required(row, "linked_at"),
                row.getBoolean("live"),
                row.getBoolean("read_once"),
                Json.read(row.getString("watermarks"), Json.TEXTS),
                row.getString("blocked_by"),
                required(row, "night_at"),
                instant(row, "increment_at"),
                Json.read(row.getString("reconciliation"), Reconciliation.class));
    }
}
