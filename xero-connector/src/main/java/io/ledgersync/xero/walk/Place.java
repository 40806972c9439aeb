package io.ledgersync.xero.walk;

import io.ledgersync.kit.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a reading of a list in order of change stands.
 *
 * <pre>
 *              page is not full
 *   Edge ─────────────────────────────► End
 *    ▲ │ full page within one second      ▲
 *    │ ▼                                  │ nothing was appended since the last descent
 *    │ Search ────────────────────────────┘
 *    │ ▼ the last page is found
 *    └ Descent: down to page 1; again where two have to agree
 * </pre>
 */
sealed interface Place {

    /** The first page of what changed since is next; since null, of everything. */
    record Edge(@Nullable Instant since) implements Place {}

    /**
     * A page is crowded with rows of one second, so page numbers have to be used: the last page is looked for first.
     *
     * @param guess a row's place; its page is asked next
     * @param full all places below are known to hold rows
     * @param empty the first place known to be empty; -1 while none is
     * @param end digest of the list's last row when it was read down before; 0 when it was not
     * @param passes of descents over the same rows, of which the next begins
     */
    record Search(@Nullable Instant since, long guess, long full, long empty, long end, Passes passes)
            implements Place {
        /** The search after a descent to the first page, from the place where that began. */
        static Search after(Descent descent) {
            return new Search(descent.since(), descent.last(), 0, -1, descent.end(), Passes.FIRST);
        }

        /** The search for the next descent over the same rows. */
        static Search again(Descent descent) {
            return new Search(
                    descent.since(), descent.last(), 0, -1, 0, descent.passes().next());
        }
    }

    /**
     * Read from the last page down to the first: a row that leaves moves others only into pages still to be read.
     *
     * @param last the place asked for when the last page was found
     * @param left places below are still to be read
     * @param settled Xero's clock when the last page was asked for: whatever changes later stands behind it
     * @param end digest of the list's last row
     * @param passes of descents over the same rows, of which this is one
     */
    record Descent(@Nullable Instant since, long last, long left, Instant settled, long end, Passes passes)
            implements Place {
        /** The descent after one more page, whose first row stands in this place. */
        Descent read(long start, List<Row> rows) {
            return new Descent(since, last, start, settled, end, passes.and(rows));
        }
    }

    /** Everything was read. */
    record End() implements Place {
        @Override
        public @Nullable Instant since() {
            return null;
        }
    }

    /** Whatever changed before was read; null where nothing says so. */
    @Nullable
    Instant since();

    /** Writes the place into a cursor. */
    default void write(ObjectNode cursor) {
        if (this instanceof Edge edge) {
            cursor.put("place", "edge");
            write(cursor, edge.since());
        } else if (this instanceof Search search) {
            cursor.put("place", "search").put("guess", search.guess()).put("full", search.full());
            cursor.put("empty", search.empty()).put("end", search.end());
            search.passes().write(cursor);
            write(cursor, search.since());
        } else if (this instanceof Descent descent) {
            cursor.put("place", "descent").put("last", descent.last()).put("left", descent.left());
            cursor.put("settled", descent.settled().toString()).put("end", descent.end());
            descent.passes().write(cursor);
            write(cursor, descent.since());
        } else {
            cursor.put("place", "end");
        }
    }

    private static void write(ObjectNode cursor, @Nullable Instant since) {
        if (since != null) {
            cursor.put("since", since.toString());
        }
    }

    /** The place of a cursor. */
    static Place of(JsonNode cursor) {
        Instant since = Course.instant(cursor, "since");
        String place = cursor.path("place").asString("");
        return switch (place) {
            case "edge" -> new Edge(since);
            case "search" ->
                new Search(
                        since,
                        cursor.path("guess").asLong(0),
                        cursor.path("full").asLong(0),
                        cursor.path("empty").asLong(0),
                        cursor.path("end").asLong(0),
                        Passes.of(cursor));
            case "descent" ->
                new Descent(
                        since,
                        cursor.path("last").asLong(0),
                        cursor.path("left").asLong(0),
                        Instant.parse(cursor.path("settled").asString("")),
                        cursor.path("end").asLong(0),
                        Passes.of(cursor));
            case "end" -> new End();
            default -> throw new IllegalArgumentException("a cursor has the unknown place \"" + place + "\"");
        };
    }
}
