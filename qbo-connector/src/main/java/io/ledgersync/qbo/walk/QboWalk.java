package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Walk;
import org.jspecify.annotations.Nullable;

/** A reading of one of QuickBooks' lists. */
interface QboWalk extends Walk {

    /** What it has come through so far. */
    Course course();

    @Override
    default boolean whole() {
        return course().whole();
    }

    /** Also where the one page was shorter than the count: one of the two is wrong. */
    @Override
    default boolean severalPages() {
        return course().pages() > 1 || course().fellShort();
    }

    @Override
    default @Nullable Long expected() {
        return course().expected();
    }

    @Override
    default boolean changed() {
        Likeness likeness = course().likeness();
        return likeness == null || likeness.changed();
    }

    /** A moment; of a list that is compared with how it was, how it is. */
    @Override
    default String watermark() {
        Likeness likeness = course().likeness();
        return likeness == null ? course().watermark().toString() : likeness.met();
    }
}
