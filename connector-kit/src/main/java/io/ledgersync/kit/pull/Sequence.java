package io.ledgersync.kit.pull;

import java.util.Comparator;

/**
 * The place of a change among all changes of its client; it grows strictly.
 *
 * @param attempt the sending of the run
 * @param slice the commit of that attempt, from 1
 * @param position the place in that commit, from 0
 */
public record Sequence(long attempt, int slice, int position) implements Comparable<Sequence> {
    private static final Comparator<Sequence> ORDER = Comparator.comparingLong(Sequence::attempt)
            .thenComparingInt(Sequence::slice)
            .thenComparingInt(Sequence::position);

    @Override
    public int compareTo(Sequence other) {
        return ORDER.compare(this, other);
    }
}
