package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Provider;
import io.ledgersync.orchestrator.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs as they were and are, for those who look; every question names the practice that asks. */
public final class RunHistory {

    private static final String RUNS = """
            SELECT runs.*, connections.organisation_id, connections.organisation_name, clients.last_synced_at
            FROM runs JOIN connections ON connections.id = runs.connection_id JOIN clients ON clients.id = runs.client_id
            WHERE runs.practice_id = :practice\s""";

    private final JdbcClient jdbc;

    public RunHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A run with what is around it.
     *
     * @param ordinal its place in the history, growing
     * @param lastSyncedAt of its client
     */
    public record Entry(
            Run run,
            long ordinal,
            Provider provider,
            String organisationId,
            String organisationName,
            @Nullable Instant lastSyncedAt) {}

    /** The run; null when the practice has none of this id. */
    public @Nullable Entry find(String practiceId, String runId) {
        return jdbc.sql(RUNS + "AND runs.id = :run")
                .param("practice", practiceId)
                .param("run", runId)
                .query((row, number) -> entry(row))
                .optional()
                .orElse(null);
    }

    /** A client's runs from the newest on, those before the given place. */
    public List<Entry> of(String practiceId, String clientId, long before, int limit) {
        return jdbc.sql(
                        RUNS
                                + "AND runs.client_id = :client AND runs.ordinal < :before ORDER BY runs.ordinal DESC LIMIT :limit")
                .param("practice", practiceId)
                .param("client", clientId)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    /** Whether the practice has this client. */
    public boolean knows(String practiceId, String clientId) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM clients WHERE id = :client AND practice_id = :practice AND NOT deleted)")
                .param("client", clientId)
                .param("practice", practiceId)
                .query(Boolean.class)
                .single();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                RunRows.run(row),
                row.getLong("ordinal"),
                Provider.valueOf(row.getString("provider")),
                row.getString("organisation_id"),
                row.getString("organisation_name"),
                RunRows.instant(row, "last_synced_at"));
    }
}
