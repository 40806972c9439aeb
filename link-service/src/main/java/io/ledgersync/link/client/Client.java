package io.ledgersync.link.client;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.Provider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client of a practice, as its users see it.
 *
 * @param link null when it was never linked
 * @param lastSyncedAt when its ledger was last complete and readable; null when it never was
 * @param run its active or last run as JSON; null when there was none
 */
public record Client(
        UUID id,
        String practiceId,
        String name,
        ClientState state,
        Instant createdAt,
        @Nullable Link link,
        @Nullable Instant lastSyncedAt,
        @Nullable String run) {

    /** What {@link #of} reads. */
    public static final String COLUMNS = "client_id, practice_id, name, state, created_at, connection_id, provider,"
            + " organisation_id, organisation_name, linked_at, last_synced_at, run";

    public static Client of(ResultSet row, int number) throws SQLException {
        UUID connection = row.getObject("connection_id", UUID.class);
        Link link = connection == null
                ? null
                : new Link(
                        connection,
                        Provider.valueOf(row.getString("provider")),
                        row.getString("organisation_id"),
                        row.getString("organisation_name"),
                        DatabaseTime.at(row, "linked_at"));
        Instant synced = DatabaseTime.at(row, "last_synced_at");
        return new Client(
                row.getObject("client_id", UUID.class),
                row.getString("practice_id"),
                row.getString("name"),
                ClientState.valueOf(row.getString("state")),
                DatabaseTime.at(row, "created_at"),
                link,
                synced.equals(Instant.EPOCH) ? null : synced,
                row.getString("run"));
    }
}
