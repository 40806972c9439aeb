package io.ledgersync.qbo.walk;

import io.ledgersync.qbo.ask.QboQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cuts a list into ranges of the time of creation that are read side by side. */
final class Ranges {
    private static final int SIDE_BY_SIDE = 10;

    /**
     * Room for rows of a second that come twice and for rows that are added, so that a range does not end in an empty
     * page.
     */
    private static final int SLACK = 20;

    private Ranges() {}

    /**
     * What follows from the count: less than a page is read at once, more is cut at even places. A page is read where
     * none were counted too: a count alone does not empty a list.
     */
    static ByCreation.Stage counted(long count) {
        if (count < Range.PAGE) {
            return new ByCreation.Stage.Reading(List.of(Range.of(QboQuestion.Stretch.ALL, (int) Math.max(1, count))));
        }
        long pagesInEach = (count + (long) SIDE_BY_SIDE * Range.PAGE - 1) / ((long) SIDE_BY_SIDE * Range.PAGE);
        long most = pagesInEach * Range.PAGE - SLACK;
        List<Long> places = new ArrayList<>();
        // Full ranges and a rest: even ones would each end in a page that is not full.
        for (long place = most; place < count; place += most) {
            places.add(place);
        }
        return new ByCreation.Stage.Bounding(places, List.of());
    }

    /** The ranges between these moments, and before and behind them. */
    static ByCreation.Stage between(List<Instant> bounds) {
        List<Range> ranges = new ArrayList<>();
        Instant from = null;
        for (Instant bound : new TreeSet<>(bounds)) {
            ranges.add(range(from, bound));
            from = bound;
        }
        ranges.add(range(from, null));
        return new ByCreation.Stage.Reading(ranges);
    }

    private static Range range(@Nullable Instant from, @Nullable Instant before) {
        return Range.of(new QboQuestion.Stretch(from, before), Range.PAGE);
    }
}
