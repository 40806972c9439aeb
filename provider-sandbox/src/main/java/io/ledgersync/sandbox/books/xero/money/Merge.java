package io.ledgersync.sandbox.books.xero.money;

import io.ledgersync.sandbox.books.xero.kind.Posting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several kinds of document in the one order in which they were made, kinds in turn where the moment is the same.
 *
 * <p>Only every so many places are remembered; from there it is a few steps to any other. Not thread-safe: the
 * organisation's lock guards it.
 */
final class Merge {
    private static final int STEP = 512;

    private final List<Posting.Source> sources;
    private final List<int[]> marks = new ArrayList<>();
    private final int size;
    /** How many of each kind stand before {@link #place}. */
    private int[] before;

    private int place;
    private int next;

    Merge(List<Posting.Source> sources) {
        this.sources = List.copyOf(sources);
        int all = 0;
        for (Posting.Source source : sources) {
            all += source.posted();
        }
        size = all;
        before = new int[sources.size()];
        marks.add(before.clone());
        next = earliest();
    }

    int size() {
        return size;
    }

    long made(int index) {
        go(index);
        return sources.get(next).made(before[next]);
    }

    Posting posting(int index) {
        go(index);
        return sources.get(next).posting(before[next]);
    }

    private void go(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int mark = Math.min(index / STEP, marks.size() - 1);
        if (index < place || mark * STEP > place) {
            place = mark * STEP;
            before = marks.get(mark).clone();
            next = earliest();
        }
        while (place < index) {
            before[next]++;
            place++;
            next = earliest();
            if (place == marks.size() * STEP) {
                marks.add(Arrays.copyOf(before, before.length));
            }
        }
    }

    /** The kind whose next document is the earliest; any once there is none. */
    private int earliest() {
        int found = 0;
        long first = Long.MAX_VALUE;
        for (int kind = 0; kind < before.length; kind++) {
            Posting.Source source = sources.get(kind);
            if (before[kind] < source.posted()) {
                long made = source.made(before[kind]);
                if (made < first) {
                    first = made;
                    found = kind;
                }
            }
        }
        return found;
    }
}
