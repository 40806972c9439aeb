package io.ledgersync.link.list;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order of the client list; each has an index of its own. */
record ClientSort(Key key, boolean descending) {
    /** Later than any time of a client; far less than what the database can hold. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** By what it is ordered; the client's id decides between equals. */
    enum Key {
        NAME("name", "name_key", "text"),
        LAST_SYNCED_AT("lastSyncedAt", "last_synced_at", "timestamptz"),
        CREATED_AT("createdAt", "created_at", "timestamptz");

        private final String parameter;
        private final String column;
        private final String type;

        Key(String parameter, String column, String type) {
            this.parameter = parameter;
            this.column = column;
            this.type = type;
        }

        String column() {
            return column;
        }

        /** The value of this order in a row that selects it as sort_key. */
        String text(ResultSet row) throws SQLException {
            return this == NAME
                    ? row.getString("sort_key")
                    : DatabaseTime.at(row, "sort_key").toString();
        }
    }

    static ClientSort named(@Nullable String sort) {
        if (sort == null || sort.isBlank()) {
            return new ClientSort(Key.NAME, false);
        }
        boolean descending = sort.startsWith("-");
        String name = descending ? sort.substring(1) : sort;
        return Arrays.stream(Key.values())
                .filter(key -> key.parameter.equals(name))
                .findFirst()
                .map(key -> new ClientSort(key, descending))
                .orElseThrow(
                        () -> Problem.INVALID_VALUE.because("sort is " + Problem.quoted(sort) + "; it must be one of "
                                + List.of("name", "lastSyncedAt", "createdAt") + ", with a leading - for descending"));
    }

    String parameter() {
        return (descending ? "-" : "") + key.parameter;
    }

    /** The database can read it as a value of this order. */
    boolean fits(String value) {
        if (key == Key.NAME) {
            return value.chars().noneMatch(Character::isISOControl);
        }
        try {
            Instant moment = Instant.parse(value);
            return !moment.isBefore(Instant.EPOCH) && moment.isBefore(NEVER);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    String order() {
        String direction = descending ? " desc" : " asc";
        return key.column + direction + ", client_id" + direction;
    }

    /** What comes after a cursor's row. */
    String after() {
        return "(" + key.column + ", client_id) " + (descending ? "<" : ">") + " (:key::" + key.type + ", :id)";
    }
}
