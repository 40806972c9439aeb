package io.ledgersync.xero.walk;

import io.ledgersync.kit.Row;
import io.ledgersync.kit.reading.SeenRows;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Readings of the same pages, again and again until two agree: where nothing is promised of the order of rows, one may
 * move to a page that was read, and only another pass shows it.
 *
 * @param number the pass, from 1
 * @param sum of the digests of the rows that it has read so far, in whatever order
 * @param before the sum of the whole pass before it
 */
record Passes(int number, long sum, long before) {
    static final Passes FIRST = new Passes(1, 0, 0);

    /** In books that never rest no two agree: what comes later is for the sweep, or the next run's. */
    private static final int MOST = 5;

    Passes and(List<Row> rows) {
        long more = sum;
        for (Row row : rows) {
            more += SeenRows.digest(row);
        }
        return new Passes(number, more, before);
    }

    /** The pass, now over, was the last. */
    boolean settled() {
        return number > 1 && sum == before || number >= MOST;
    }

    Passes next() {
        return new Passes(number + 1, 0, sum);
    }

    void write(ObjectNode cursor) {
        cursor.put("pass", number).put("sum", sum).put("before", before);
    }

    static Passes of(JsonNode cursor) {
        return new Passes(
                Math.max(1, cursor.path("pass").asInt(1)),
                cursor.path("sum").asLong(0),
                cursor.path("before").asLong(0));
    }
}
