package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list by the numbers of its pages, again and again until two passes agree: nothing is promised of its order,
 * and a row that leaves it moves all behind it to a page that was read.
 *
 * @param since only what changed since is asked for; null: everything
 * @param place of the next row to be read, from 0
 */
record ByPage(Course course, @Nullable Instant since, long place, Passes passes, boolean done) implements XeroWalk {

    static ByPage begin(XeroList list) {
        return again(Course.begin(list, true, SeenRows.NONE), null);
    }

    /** All pages of what changed since, on a course that has begun. */
    static ByPage again(Course course, @Nullable Instant since) {
        return new ByPage(course, since, 0, Passes.FIRST, false);
    }

    static ByPage of(XeroList list, JsonNode cursor) {
        return new ByPage(
                Course.of(list, cursor),
                Course.instant(cursor, "since"),
                cursor.path("place").asLong(0),
                Passes.of(cursor),
                cursor.path("done").asBoolean(false));
    }

    @Override
    public List<Question> ready() {
        if (done) {
            return List.of();
        }
        XeroList list = course.list();
        return List.of(
                list.order() == XeroList.Order.BY_PAGE
                        ? new XeroQuestion.NumberedPage(
                                list, Math.toIntExact(place / list.mostRows()) + 1, passes.number())
                        : new XeroQuestion.PageAt(list, since, place, list.mostRows()));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        int asked = question.rows() > 0 ? question.rows() : course.list().mostRows();
        long start = place / asked * asked;
        Course next = course.answered(answer).remembering(course.seen().and(answer.rows()));
        Passes read = passes.and(answer.rows());
        List<Row> fresh = course.seen().fresh(answer.rows());
        Long pages = Course.pageCount(answer);
        boolean last =
                answer.rows().isEmpty() || (pages == null ? answer.rows().size() < asked : start / asked + 1 >= pages);
        if (!last) {
            return new Step(new ByPage(next, since, start + asked, read, false), fresh);
        }
        boolean over = read.settled() || start == 0 && read.number() == 1;
        return new Step(new ByPage(next, since, 0, over ? read : read.next(), over), fresh);
    }

    /** What is too much to be looked through as a whole is read in windows of dates. */
    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        return fault.code().equals(XeroList.TOO_MANY) && course.list().dated() ? ByDates.since(course, since) : null;
    }

    @Override
    public XeroWalk sweep() {
        return course.list().order() == XeroList.Order.BY_PAGE
                ? begin(course.list())
                : ByChange.since(course.list(), course.sweepEdge(), course.seen());
    }

    @Override
    public boolean whole() {
        return course.whole();
    }

    @Override
    public @Nullable Long expected() {
        return course.expected();
    }

    @Override
    public String watermark() {
        return course.watermark().toString();
    }

    @Override
    public JsonNode cursor() {
        ObjectNode cursor = course.cursor("by page");
        cursor.put("place", place).put("done", done);
        passes.write(cursor);
        if (since != null) {
            cursor.put("since", since.toString());
        }
        return cursor;
    }
}
