package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboQuestion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stretch of the time of creation that is read by itself: always the first page from the last row's second on.
 *
 * @param created what is left of it
 * @param edge rows of its first second that were read
 * @param objects how many the next page may hold
 * @param alone the next page travels in a call of its own
 * @param rows how many are asked for
 * @param crowd the crowded second that is being read; null while none is
 */
record Range(
        QboQuestion.Stretch created,
        SeenRows edge,
        int objects,
        boolean alone,
        int rows,
        @Nullable Crowd crowd) {
    static final int PAGE = 1000;

    /** What an answer adds: the rows to publish and the range that goes on; null when it is read. */
    record Read(List<Row> publish, @Nullable Range rest) {}

    static Range of(QboQuestion.Stretch created, int objects) {
        return new Range(created, SeenRows.NONE, objects, false, PAGE, null);
    }

    QboQuestion question(QboList list) {
        return crowd == null
                ? new QboQuestion.Page(list, created, 0, rows, Math.min(objects, rows), alone)
                : crowd.question(list, rows);
    }

    /** The range asked in a call of its own. */
    Range byItself() {
        return new Range(created, edge, objects, true, rows, crowd);
    }

    /** The range when the count of its crowded second is refused; null while it is not counting. */
    @Nullable
    Range uncounted() {
        return crowd == null || crowd.below() >= 0 ? null : with(crowd.uncounted(), rows);
    }

    Read answered(Question question, Answer answer) {
        // After an answer that was too large, the size grows again with every one that was not.
        int next = Math.min(PAGE, Math.max(1, question.rows()) * 2);
        if (crowd != null) {
            return question instanceof QboQuestion.PageBelow page
                    ? crowded(crowd, page, answer, next)
                    : counted(crowd, answer);
        }
        List<Row> read = answer.rows();
        if (read.size() < question.rows()) {
            return answer.overflowing() && !alone ? new Read(List.of(), byItself()) : new Read(edge.fresh(read), null);
        }
        Instant last = CreateTime.last(read);
        if (last == null) {
            throw new IllegalStateException("a full page without a time of creation was taken for an answer");
        }
        if (last.equals(created.from())) {
            return new Read(edge.fresh(read), new Range(created, edge.and(read), PAGE, false, PAGE, Crowd.in(last)));
        }
        SeenRows nextEdge = SeenRows.NONE.and(CreateTime.at(last, read));
        QboQuestion.Stretch rest = new QboQuestion.Stretch(last, created.before());
        return new Read(edge.fresh(read), new Range(rest, nextEdge, PAGE, false, next, null));
    }

    private Read counted(Crowd counting, Answer answer) {
        return new Read(List.of(), with(counting.counted(QueryCount.in(answer.envelope())), rows));
    }

    private Read crowded(Crowd reading, QboQuestion.PageBelow page, Answer answer, int next) {
        List<Row> unknown = reading.fresh(answer.rows());
        Crowd read = reading.read(answer.rows(), page);
        return new Read(edge.fresh(unknown), read.agreed() ? behind(read) : with(read, next));
    }

    private Range with(Crowd next, int size) {
        return new Range(created, edge, objects, alone, size, next);
    }

    private @Nullable Range behind(Crowd read) {
        Instant from = read.second().plusSeconds(1);
        Instant before = created.before();
        return before != null && !from.isBefore(before) ? null : of(new QboQuestion.Stretch(from, before), PAGE);
    }

    /** Writes the range into a cursor; a crowded second is read again from its beginning. */
    void write(ObjectNode cursor) {
        cursor.put("objects", objects).put("alone", alone).put("rows", rows);
        if (created.from() != null) {
            cursor.put("from", created.from().toString());
        }
        if (created.before() != null) {
            cursor.put("before", created.before().toString());
        }
    }

    static Range of(JsonNode cursor) {
        QboQuestion.Stretch created =
                new QboQuestion.Stretch(Course.instant(cursor, "from"), Course.instant(cursor, "before"));
        int rows = Math.max(1, Math.min(PAGE, cursor.path("rows").asInt(PAGE)));
        return new Range(
                created,
                SeenRows.NONE,
                cursor.path("objects").asInt(PAGE),
                cursor.path("alone").asBoolean(false),
                rows,
                null);
    }
}
