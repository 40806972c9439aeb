package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reading has come through so far.
 *
 * @param whole no filter: what it does not see does not exist
 * @param begunAt Xero's clock when its first call was sent; null before the first answer
 * @param answers how many there were
 * @param bare there were some, and none held a record
 * @param expected the records that Xero said there are
 * @param seen rows that may come again
 */
record Course(
        XeroList list,
        boolean whole,
        @Nullable Instant begunAt,
        int answers,
        boolean bare,
        @Nullable Long expected,
        SeenRows seen) {
    private static final String FORMAT = "xero 1";
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    static final Duration LATE_COMMIT = Duration.ofSeconds(10);

    static Course begin(XeroList list, boolean whole, SeenRows seen) {
        return new Course(list, whole, null, 0, false, null, seen);
    }

    /** The course after one more answer. */
    Course answered(Answer answer) {
        Long said = expected;
        if (said == null) {
            JsonNode count = answer.envelope().path("pagination").path("itemCount");
            said = count.isIntegralNumber() ? Long.valueOf(count.longValue()) : null;
        }
        Instant begun = begunAt == null ? answer.askedAt() : begunAt;
        boolean nothing = (answers == 0 || bare) && answer.rows().isEmpty();
        return new Course(list, whole, begun, answers + 1, nothing, said, seen);
    }

    Course remembering(SeenRows rows) {
        return new Course(list, whole, begunAt, answers, bare, expected, rows);
    }

    /** The course, going on in this list. */
    Course of(XeroList other) {
        return new Course(other, whole, begunAt, answers, bare, expected, seen);
    }

    /** When it began; only after the first answer. */
    Instant begun() {
        if (begunAt == null) {
            throw new IllegalStateException("a reading of " + list.path() + " without an answer has not begun");
        }
        return begunAt;
    }

    /**
     * Where a sweep of what changed since it began starts: before that, as the edge may be exclusive and a change may
     * show up later than its stamp says.
     */
    Instant sweepEdge() {
        return secondBefore(begun().minus(LATE_COMMIT));
    }

    /** The next reading's start: what is committed late shows up within the overlap. */
    Instant watermark() {
        return begun().minus(OVERLAP);
    }

    /** The whole second before the one that the instant lies in. */
    static Instant secondBefore(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
    }

    ObjectNode cursor(String walk) {
        ObjectNode cursor = JsonNodeFactory.instance.objectNode();
        cursor.put("format", FORMAT)
                .put("walk", walk)
                .put("whole", whole)
                .put("answers", answers)
                .put("bare", bare);
        if (begunAt != null) {
            cursor.put("begunAt", begunAt.toString());
        }
        if (expected != null) {
            cursor.put("expected", expected);
        }
        return cursor;
    }

    /** The course of a cursor; rows seen are forgotten. */
    static Course of(XeroList list, JsonNode cursor) {
        if (!FORMAT.equals(cursor.path("format").asString(""))) {
            throw new IllegalArgumentException("a cursor of " + list.path() + " has an unknown format");
        }
        JsonNode expected = cursor.path("expected");
        return new Course(
                list,
                cursor.path("whole").asBoolean(false),
                instant(cursor, "begunAt"),
                cursor.path("answers").asInt(0),
                cursor.path("bare").asBoolean(false),
                expected.isIntegralNumber() ? Long.valueOf(expected.longValue()) : null,
                SeenRows.NONE);
    }

    /** How many pages Xero says there are; null where it does not say. */
    static @Nullable Long pageCount(Answer answer) {
        JsonNode pages = answer.envelope().path("pagination").path("pageCount");
        return pages.isIntegralNumber() ? Long.valueOf(pages.longValue()) : null;
    }

    static @Nullable Instant instant(JsonNode cursor, String name) {
        String text = cursor.path(name).asString("");
        return text.isEmpty() ? null : Instant.parse(text);
    }
}
