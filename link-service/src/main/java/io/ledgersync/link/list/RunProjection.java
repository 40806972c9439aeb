package io.ledgersync.link.list;

import io.ledgersync.link.DatabaseTime;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps each client's newest run beside it; what is not newer than what it has changes nothing. */
public final class RunProjection {
    private final JdbcClient jdbc;

    public RunProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lastSyncedAt null when the client's ledger was never complete */
    public void apply(UUID clientId, long version, RunSummary run, @Nullable Instant lastSyncedAt) {
        jdbc.sql(
                        "update clients set run_version = :version, run = :run::jsonb, last_synced_at = coalesce(:synced, last_synced_at)"
                                + " where client_id = :client and run_version < :version")
                .param("version", version)
                .param("run", JsonMapper.shared().writeValueAsString(run))
                .param(
                        "synced",
                        lastSyncedAt == null ? null : DatabaseTime.of(lastSyncedAt),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("client", clientId)
                .update();
    }
}
