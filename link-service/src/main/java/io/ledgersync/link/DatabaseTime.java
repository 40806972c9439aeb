package io.ledgersync.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Moments as PostgreSQL's driver takes and gives them. */
public final class DatabaseTime {
    private DatabaseTime() {}

    public static OffsetDateTime of(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** Of a column that is never null. */
    public static Instant at(ResultSet row, String column) throws SQLException {
        Instant moment = maybe(row, column);
        if (moment == null) {
            throw new SQLException("column " + column + " is null");
        }
        return moment;
    }
}
