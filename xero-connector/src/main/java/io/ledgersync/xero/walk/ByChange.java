package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list that stands in order of its last change, while it changes: always the first page after the last row's
 * stamp.
 *
 * <p>A row that is edited moves to the end and is read there; page numbers, which would skip the row that takes its
 * place, are used only where one second holds more than a page. A list that turns out to stand in another order is read
 * by the numbers of its pages.
 *
 * @param from what changed before is not asked for; null: everything is
 */
record ByChange(Course course, @Nullable Instant from, Place place, int rows) implements XeroWalk {
    /** A reading of what changed since, or of everything. */
    static ByChange since(XeroList list, @Nullable Instant since, SeenRows seen) {
        return on(Course.begin(list, since == null, seen), since);
    }

    /** A reading of what changed since, or of everything, on a course that may have begun. */
    static ByChange on(Course course, @Nullable Instant since) {
        return new ByChange(course, since, new Place.Edge(since), course.list().mostRows());
    }

    static ByChange of(XeroList list, JsonNode cursor) {
        int rows = Math.max(1, Math.min(list.mostRows(), cursor.path("rows").asInt(list.mostRows())));
        return new ByChange(Course.of(list, cursor), Course.instant(cursor, "from"), Place.of(cursor), rows);
    }

    @Override
    public List<Question> ready() {
        if (place instanceof Place.Edge edge) {
            return List.of(new XeroQuestion.FirstPage(course.list(), edge.since(), rows));
        }
        if (place instanceof Place.Search search) {
            return List.of(new XeroQuestion.PageAt(course.list(), search.since(), search.guess(), rows));
        }
        if (place instanceof Place.Descent descent) {
            return List.of(new XeroQuestion.PageAt(course.list(), descent.since(), descent.left() - 1, rows));
        }
        return List.of();
    }

    @Override
    public Step answered(Question question, Answer answer) {
        // After an answer that was too large, the size grows again with every one that was not.
        ByChange walk = new ByChange(
                course.answered(answer), from, place, Math.min(course.list().mostRows(), question.rows() * 2));
        if (!only(question, answer) && !inOrder(answer.rows())) {
            SeenRows seen = course.seen();
            return new Step(
                    ByPage.again(walk.course.remembering(seen.and(answer.rows())), from), seen.fresh(answer.rows()));
        }
        if (place instanceof Place.Edge edge) {
            return walk.firstPage(edge, question.rows(), answer);
        }
        XeroQuestion.PageAt asked = (XeroQuestion.PageAt) question;
        if (place instanceof Place.Search search) {
            return walk.searched(search, asked, answer);
        }
        if (place instanceof Place.Descent descent) {
            return walk.descended(descent, asked.start(), answer);
        }
        throw new IllegalStateException(
                "an answer after the end of " + course.list().path());
    }

    /** What is too much to be sorted as a whole is read in windows of dates, where its documents have dates. */
    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        return fault.code().equals(XeroList.TOO_MANY) && course.list().dated()
                ? ByDates.since(course, place.since())
                : null;
    }

    /** All there is was in this answer, in whatever order. */
    private boolean only(Question question, Answer answer) {
        return place instanceof Place.Edge edge
                && Objects.equals(edge.since(), from)
                && isLast(question.rows(), answer);
    }

    private static boolean isLast(int asked, Answer answer) {
        Long pages = Course.pageCount(answer);
        return answer.rows().size() < asked && (pages == null || pages <= 1);
    }

    /** Nobody promises the order in which lists stand that are asked for by what changed: it has to show. */
    private static boolean inOrder(List<Row> rows) {
        Instant before = Instant.MIN;
        for (Row row : rows) {
            LedgerRecord record = row.record();
            Instant stamp = record == null ? null : record.updatedAt();
            if (stamp != null && stamp.isBefore(before)) {
                return false;
            }
            before = stamp == null ? before : stamp;
        }
        return true;
    }

    private Step firstPage(Place.Edge edge, int asked, Answer answer) {
        if (isLast(asked, answer)) {
            return publish(new Place.End(), answer.rows(), null);
        }
        Instant newest = newest(answer.rows());
        Instant next = newest == null ? null : Course.secondBefore(newest);
        if (next != null && (edge.since() == null || next.isAfter(edge.since()))) {
            return publish(new Place.Edge(next), answer.rows(), next);
        }
        Long pages = Course.pageCount(answer);
        long guess = (pages == null ? 2 : pages) * asked - 1;
        return new Step(at(new Place.Search(edge.since(), guess, asked, -1, 0, Passes.FIRST)), List.of());
    }

    private Step searched(Place.Search search, XeroQuestion.PageAt asked, Answer answer) {
        Long pages = Course.pageCount(answer);
        boolean empty = answer.rows().isEmpty();
        if (pages != null && (empty ? pages < asked.page() : pages > asked.page())) {
            long guess = Math.max(1, pages) * asked.rows() - 1;
            Place next = new Place.Search(search.since(), guess, 0, -1, search.end(), search.passes());
            return new Step(at(next), List.of());
        }
        if (empty) {
            return asked.start() == 0
                    ? new Step(at(new Place.End()), List.of())
                    : new Step(at(search(search, search.full(), asked.start())), List.of());
        }
        boolean last =
                pages != null || answer.rows().size() < asked.rows() || asked.start() + asked.rows() == search.empty();
        if (!last) {
            return new Step(at(search(search, asked.start() + asked.rows(), search.empty())), List.of());
        }
        long end = SeenRows.digest(answer.rows().get(answer.rows().size() - 1));
        if (end == search.end()) {
            // Whatever changes is appended: the same row at the end means that nothing did since it was all read.
            return publish(new Place.End(), answer.rows(), null);
        }
        long guess = search.guess();
        Place.Descent descent =
                new Place.Descent(search.since(), guess, guess + 1, answer.askedAt(), end, search.passes());
        return descended(descent, asked.start(), answer);
    }

    /**
     * Without a page count: twice as far while pages are full, then half-way between the last full and the first empty
     * one.
     */
    private static Place.Search search(Place.Search search, long full, long empty) {
        long guess = empty < 0 ? 2 * full - 1 : full >= empty ? full - 1 : (full + empty) / 2;
        return new Place.Search(search.since(), guess, full, empty, search.end(), search.passes());
    }

    private Step descended(Place.Descent before, long start, Answer answer) {
        Place.Descent descent = before.read(start, answer.rows());
        if (start > 0) {
            return publish(descent, answer.rows(), null);
        }
        if (course.list().order() == XeroList.Order.BY_CHANGE_ALONE
                && !descent.passes().settled()) {
            return publish(Place.Search.again(descent), answer.rows(), null);
        }
        Instant covered = Course.secondBefore(descent.settled());
        if (descent.since() == null || covered.isAfter(descent.since())) {
            return publish(new Place.Edge(covered), answer.rows(), covered);
        }
        return publish(Place.Search.after(descent), answer.rows(), null);
    }

    /** @param edge rows from here on come again; null where the rows of this answer may */
    private Step publish(Place next, List<Row> read, @Nullable Instant edge) {
        Instant sweep = course.sweepEdge();
        SeenRows seen = course.seen();
        SeenRows kept = seen.then(read, stamp -> !stamp.isBefore(sweep) || (edge != null && !stamp.isBefore(edge)));
        if (next instanceof Place.Descent || next instanceof Place.Search) {
            kept = kept.and(read);
        }
        return new Step(new ByChange(course.remembering(kept), from, next, rows), seen.fresh(read));
    }

    private ByChange at(Place next) {
        return new ByChange(course, from, next, rows);
    }

    private static @Nullable Instant newest(List<Row> rows) {
        Instant newest = null;
        for (Row row : rows) {
            LedgerRecord record = row.record();
            Instant stamp = record == null ? null : record.updatedAt();
            newest = stamp != null && (newest == null || stamp.isAfter(newest)) ? stamp : newest;
        }
        return newest;
    }

    @Override
    public XeroWalk sweep() {
        return since(course.list(), course.sweepEdge(), course.seen());
    }

    @Override
    public boolean done() {
        return place instanceof Place.End;
    }

    /** No record ever leaves this list: an answer without any is no proof that all have. */
    @Override
    public boolean whole() {
        return course.whole() && !course.bare();
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
        ObjectNode cursor = course.cursor("by change");
        cursor.put("rows", rows);
        if (from != null) {
            cursor.put("from", from.toString());
        }
        place.write(cursor);
        return cursor;
    }
}
