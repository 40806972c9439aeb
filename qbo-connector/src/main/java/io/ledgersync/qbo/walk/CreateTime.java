package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Row;
import io.ledgersync.qbo.ask.QboDates;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** When a record was created: it never changes, so a list in that order stands still but for deletions. */
public final class CreateTime {
    private static final JsonMapper JSON = JsonMapper.shared();

    private CreateTime() {}

    /**
     * The row's moment of creation, in whole seconds; null when it says none, also when the row cannot be read
     * otherwise.
     */
    public static @Nullable Instant of(Row row) {
        try {
            String text = JSON.readTree(row.json())
                    .path("MetaData")
                    .path("CreateTime")
                    .asString("");
            return text.isEmpty() ? null : QboDates.instant(text);
        } catch (JacksonException | java.time.DateTimeException unreadable) {
            return null;
        }
    }

    /** The latest moment of creation that the last rows of a page name; null when none of them does. */
    public static @Nullable Instant last(List<Row> rows) {
        for (int row = rows.size() - 1; row >= 0; row--) {
            Instant created = of(rows.get(row));
            if (created != null) {
                return created;
            }
        }
        return null;
    }

    /** The rows of a page come in the order of creation, as far as its first and its last one tell. */
    public static boolean inOrder(List<Row> rows) {
        Instant first = rows.isEmpty() ? null : of(rows.get(0));
        Instant last = last(rows);
        return first == null || last == null || !first.isAfter(last);
    }

    /** The rows at the end of a page that were created at this moment, or do not say when. */
    static List<Row> at(Instant moment, List<Row> rows) {
        int from = rows.size();
        while (from > 0) {
            Instant created = of(rows.get(from - 1));
            if (created != null && !created.equals(moment)) {
                break;
            }
            from--;
        }
        return rows.subList(from, rows.size());
    }
}
