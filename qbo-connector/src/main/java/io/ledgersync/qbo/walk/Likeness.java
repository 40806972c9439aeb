package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Row;
import io.ledgersync.kit.reading.SeenRows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a list that no change call tells of is as the reading before met it, in a few bytes: by the number of its
 * records and the sum of their digests, so that the order in which they come does not matter. A record that comes twice
 * makes another list of it, which costs a sweep and hides nothing.
 *
 * @param before what the reading before met; null where nothing is known of one
 * @param records how many this one met
 * @param sum of their digests
 */
record Likeness(@Nullable String before, long records, long sum) {

    static Likeness with(@Nullable String before) {
        return new Likeness(before, 0, 0);
    }

    Likeness plus(List<Row> rows) {
        long more = rows.stream().mapToLong(SeenRows::digest).sum();
        return new Likeness(before, records + rows.size(), sum + more);
    }

    boolean changed() {
        return !met().equals(before);
    }

    /** Neither this reading nor the one before it met any record. */
    boolean stillNone() {
        return records == 0 && !changed();
    }

    /** What this reading met. */
    String met() {
        return records + " " + Long.toHexString(sum);
    }

    void write(ObjectNode cursor) {
        cursor.put("before", before).put("records", records).put("sum", sum);
    }

    static Likeness of(JsonNode cursor) {
        JsonNode before = cursor.path("before");
        return new Likeness(
                before.isString() ? before.asString() : null,
                cursor.path("records").asLong(0),
                cursor.path("sum").asLong(0));
    }
}
