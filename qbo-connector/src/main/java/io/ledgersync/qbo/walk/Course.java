package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reading has come through so far.
 *
 * @param whole no filter: what it does not see does not exist
 * @param begunAt QuickBooks' clock when its first call was received; null before the first answer
 * @param pages answers to questions for records
 * @param rows records in them, repeats included
 * @param expected the records that QuickBooks counted
 * @param seen rows that a sweep may meet again
 * @param likeness of a list that is read whole and compared with how it was; null of all others
 */
record Course(
        QboList list,
        boolean whole,
        @Nullable Instant begunAt,
        int pages,
        long rows,
        @Nullable Long expected,
        SeenRows seen,
        @Nullable Likeness likeness) {
    private static final String FORMAT = "qbo 1";
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Duration LATE_COMMIT = Duration.ofSeconds(10);

    static Course begin(QboList list, boolean whole, SeenRows seen) {
        return new Course(list, whole, null, 0, 0, null, seen, null);
    }

    /** The course of a list that no change call tells of; where its records post, it is compared with how it was. */
    static Course ofWhole(QboList list, boolean whole, @Nullable String before) {
        Likeness likeness = list.posts() ? Likeness.with(before) : null;
        return new Course(list, whole, null, 0, 0, null, SeenRows.NONE, likeness);
    }

    /** The same as one that has seen everything. */
    Course wholly() {
        return new Course(list, true, begunAt, pages, rows, expected, seen, likeness);
    }

    /** The course of a reading of everything in place of this one. */
    Course anew() {
        Likeness fresh = likeness == null ? null : Likeness.with(likeness.before());
        return new Course(list, true, null, 0, 0, null, seen, fresh);
    }

    /** The course after one more answer. */
    Course answered(Answer answer) {
        Instant begun = begunAt == null ? answer.askedAt() : begunAt;
        return new Course(list, whole, begun, pages, rows, expected, seen, likeness);
    }

    /** The course with a count. */
    Course expecting(@Nullable Long count) {
        return new Course(list, whole, begunAt, pages, rows, count, seen, likeness);
    }

    /** The course after a page of records, all of which are published. */
    Course read(List<Row> page) {
        return read(page, page);
    }

    /** The course after a page of which these are published: only what was is dropped when a sweep meets it again. */
    Course read(List<Row> page, List<Row> published) {
        Instant edge = sweepEdge();
        SeenRows known = seen.then(published, stamp -> !stamp.isBefore(edge));
        Likeness now = likeness == null ? null : likeness.plus(published);
        return new Course(list, whole, begunAt, pages + 1, rows + page.size(), expected, known, now);
    }

    /** Fewer records came than QuickBooks counted. */
    boolean fellShort() {
        return expected != null && rows < expected;
    }

    private Instant begun() {
        if (begunAt == null) {
            throw new IllegalStateException("a reading of " + list.entity() + " without an answer has not begun");
        }
        return begunAt;
    }

    /**
     * Since when a sweep asks for changes: from before it began, as the edge may be exclusive and a change may show up
     * later than its stamp says.
     */
    Instant sweepEdge() {
        return begun().minus(LATE_COMMIT).truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
    }

    /** The next reading's start: what is committed late shows up within the overlap. */
    Instant watermark() {
        return begun().minus(OVERLAP);
    }

    ObjectNode cursor(String walk) {
        ObjectNode cursor = JsonNodeFactory.instance.objectNode();
        cursor.put("format", FORMAT)
                .put("walk", walk)
                .put("whole", whole)
                .put("pages", pages)
                .put("rows", rows);
        if (begunAt != null) {
            cursor.put("begunAt", begunAt.toString());
        }
        if (expected != null) {
            cursor.put("expected", expected);
        }
        if (likeness != null) {
            likeness.write(cursor.putObject("likeness"));
        }
        return cursor;
    }

    /** The course of a cursor; rows seen are forgotten. */
    static Course of(QboList list, JsonNode cursor) {
        if (!FORMAT.equals(cursor.path("format").asString(""))) {
            throw new IllegalArgumentException("a cursor of " + list.entity() + " has an unknown format");
        }
        JsonNode expected = cursor.path("expected");
        return new Course(
                list,
                cursor.path("whole").asBoolean(false),
                instant(cursor, "begunAt"),
                cursor.path("pages").asInt(0),
                cursor.path("rows").asLong(0),
                expected.isIntegralNumber() ? Long.valueOf(expected.longValue()) : null,
                SeenRows.NONE,
                list.whole() && list.posts() ? Likeness.of(cursor.path("likeness")) : null);
    }

    static @Nullable Instant instant(JsonNode cursor, String name) {
        String text = cursor.path(name).asString("");
        return text.isEmpty() ? null : Instant.parse(text);
    }
}
