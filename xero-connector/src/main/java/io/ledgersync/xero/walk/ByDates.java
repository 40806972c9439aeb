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
 * Reads a list that is too long for Xero to sort as a whole, window of dates by window of dates, each in order of
 * change.
 *
 * <p>A document whose date moves into a window that was read has changed since the first one began, so that the sweep
 * finds it.
 *
 * @param since what changed before is known; null: nothing is
 * @param left the windows still to be read, of which the first is being read
 * @param within the reading of that window
 */
record ByDates(XeroList list, @Nullable Instant since, List<DateWindow> left, ByChange within) implements XeroWalk {
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
        ByChange within = ByChange.of(left.get(0).of(list), cursor);
        return new ByDates(list, Course.instant(cursor, "windowsSince"), List.copyOf(left), within);
    }

    private static ByDates at(XeroList list, @Nullable Instant since, List<DateWindow> left, Course course) {
        XeroList narrowed = left.get(0).of(list);
        ByChange within = new ByChange(course.of(narrowed), new Place.Edge(since), narrowed.mostRows());
        return new ByDates(list, since, List.copyOf(left), within);
    }

    @Override
    public List<Question> ready() {
        return within.ready();
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Step step = within.answered(question, answer);
        ByChange next = (ByChange) step.walk();
        ByDates walk = next.done() && left.size() > 1
                ? at(list, since, left.subList(1, left.size()), next.course())
                : new ByDates(list, since, left, next);
        return new Step(walk, step.publish());
    }

    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        List<DateWindow> halves = left.get(0).halves();
        if (!fault.code().equals(XeroList.TOO_MANY) || halves.isEmpty()) {
            return null;
        }
        List<DateWindow> smaller = new ArrayList<>(halves);
        smaller.addAll(left.subList(1, left.size()));
        return at(list, since, smaller, within.course());
    }

    @Override
    public XeroWalk sweep() {
        Course course = within.course();
        return ByChange.since(list, course.sweepEdge(), course.seen());
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
        cursor.put("walk", "by dates");
        if (since != null) {
            cursor.put("windowsSince", since.toString());
        }
        ArrayNode windows = cursor.putArray("windows");
        left.forEach(window -> window.write(windows.addObject()));
        return cursor;
    }
}
