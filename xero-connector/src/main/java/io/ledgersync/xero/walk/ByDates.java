package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.xero.ask.DateWindow;
import io.ledgersync.xero.ask.XeroList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list that is too long for Xero to look through at once, or for one answer, window of dates by window of
 * dates.
 *
 * <p>A document whose date moves into a window that was read has changed since the first one began, so that the sweep
 * finds it, or the next reading of a list that is always read whole.
 *
 * <p>What has no date comes last: nobody says that Xero compares dates with nothing, nor that a document without one
 * exists, so that where it does not, all others were read before the stream ends in a gap.
 *
 * @param since what changed before is known; null: nothing is
 * @param left the windows still to be read, of which the first is being read
 * @param within the reading of that window
 */
record ByDates(XeroList list, @Nullable Instant since, List<DateWindow> left, XeroWalk within) implements XeroWalk {
    /** All windows of what changed since. */
    static ByDates since(Course course, @Nullable Instant since) {
        return at(course.list(), since, DateWindow.ALL, course);
    }

    static ByDates of(XeroList list, JsonNode cursor) {
        List<DateWindow> left = new ArrayList<>();
        cursor.path("windows").forEach(window -> left.add(DateWindow.of(window)));
        if (left.isEmpty()) {
            throw new IllegalArgumentException("a cursor of " + list.path() + " has no windows of dates");
        }
        XeroList narrowed = left.get(0).of(list);
        XeroWalk within =
                switch (cursor.path("within").asString("by change")) {
                    case "in one answer" -> InOneAnswer.of(narrowed, cursor);
                    case "by page" -> ByPage.of(narrowed, cursor);
                    default -> ByChange.of(narrowed, cursor);
                };
        return new ByDates(list, Course.instant(cursor, "windowsSince"), List.copyOf(left), within);
    }

    private static ByDates at(XeroList list, @Nullable Instant since, List<DateWindow> left, Course course) {
        Course narrowed = course.of(left.get(0).of(list));
        XeroWalk within = paged(list) ? ByChange.on(narrowed, since) : new InOneAnswer(narrowed, since, false);
        return new ByDates(list, since, List.copyOf(left), within);
    }

    private static boolean paged(XeroList list) {
        return list.order() == XeroList.Order.BY_CHANGE || list.order() == XeroList.Order.BY_CHANGE_ALONE;
    }

    @Override
    public Course course() {
        return within.course();
    }

    @Override
    public List<Question> ready() {
        return within.ready();
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Step step = within.answered(question, answer);
        XeroWalk next = (XeroWalk) step.walk();
        ByDates walk = next.done() && left.size() > 1
                ? at(list, since, left.subList(1, left.size()), next.course())
                : new ByDates(list, since, left, next);
        return new Step(walk, step.publish());
    }

    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        DateWindow window = left.get(0);
        // A page that is too large even for one row gets no smaller by its dates.
        boolean tooMuch = fault.code().equals(XeroList.TOO_MANY)
                || fault.code().equals(XeroList.TOO_LARGE) && question.rows() == 0;
        List<DateWindow> halves = window.halves();
        if (!tooMuch || halves.isEmpty()) {
            return null;
        }
        List<DateWindow> smaller = new ArrayList<>(halves);
        smaller.addAll(left.subList(1, left.size()));
        return at(list, since, smaller, course());
    }

    @Override
    public XeroWalk sweep() {
        Instant edge = course().sweepEdge();
        return paged(list)
                ? ByChange.since(list, edge, course().seen())
                : InOneAnswer.since(list, edge, course().seen());
    }

    @Override
    public boolean done() {
        return within.done();
    }

    @Override
    public boolean whole() {
        return within.whole();
    }

    @Override
    public boolean severalPages() {
        return true;
    }

    /** Xero counts one window only. */
    @Override
    public @Nullable Long expected() {
        return null;
    }

    @Override
    public String watermark() {
        return within.watermark();
    }

    @Override
    public JsonNode cursor() {
        ObjectNode cursor = (ObjectNode) within.cursor();
        cursor.set("within", cursor.get("walk"));
        cursor.put("walk", "by dates");
        if (since != null) {
            cursor.put("windowsSince", since.toString());
        }
        ArrayNode windows = cursor.putArray("windows");
        left.forEach(window -> window.write(windows.addObject()));
        return cursor;
    }
}
