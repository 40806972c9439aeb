package io.ledgersync.sandbox.books;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of a shelf one after the other, in an order that the shelf keeps; none are listed. */
public final class Sequence {
    private final Shelf shelf;
    private final int first;
    private final int end;

    /**
     * @param madeFrom leaves out generated records made before it; null leaves out none
     * @param madeBefore leaves out generated records made at or after it; null leaves out none
     */
    public Sequence(Shelf shelf, @Nullable Instant madeFrom, @Nullable Instant madeBefore) {
        this.shelf = shelf;
        this.first = shelf.lowerBound(madeFrom);
        this.end = madeBefore == null ? shelf.base().size() : Math.max(first, shelf.lowerBound(madeBefore));
    }

    /** In the order in which they were made, or its reverse; deleted ones are left out. */
    public Stream<Shelf.Seen> byCreation(boolean descending) {
        Stream<Shelf.Seen> generated = indexes(descending)
                .mapToObj(shelf::seen)
                .filter(seen -> seen.entry() == null || !seen.entry().gone());
        return joined(generated, present(shelf.addedByCreated(), descending), descending);
    }

    /** In the order of their last change, or its reverse; deleted ones are left out. */
    public Stream<Shelf.Seen> byUpdate(boolean descending) {
        Stream<Shelf.Seen> generated =
                indexes(descending).filter(index -> !shelf.moved(index)).mapToObj(shelf::seen);
        return joined(generated, present(shelf.byUpdated(), descending), descending);
    }

    private IntStream indexes(boolean descending) {
        IntStream all = IntStream.range(first, end);
        return descending ? all.map(index -> end - 1 - (index - first)) : all;
    }

    private static Stream<Shelf.Seen> present(NavigableSet<Entry> entries, boolean descending) {
        return (descending ? entries.descendingSet() : entries)
                .stream().filter(entry -> !entry.gone()).map(entry -> new Shelf.Seen(-1, entry));
    }

    /** What was changed or added came after all that was generated. */
    private static Stream<Shelf.Seen> joined(
            Stream<Shelf.Seen> generated, Stream<Shelf.Seen> after, boolean descending) {
        return descending ? Stream.concat(after, generated) : Stream.concat(generated, after);
    }
}
