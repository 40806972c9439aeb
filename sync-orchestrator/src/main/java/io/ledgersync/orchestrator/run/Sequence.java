package io.ledgersync.orchestrator.run;

import java.util.Comparator;

/** A place among all changes of one client. */
public record Sequence(long attempt, int slice, int position) implements Comparable<Sequence> {

    private static final Comparator<Sequence> ORDER = Comparator.comparingLong(Sequence::attempt)
            .thenComparingInt(Sequence::slice)
            .thenComparingInt(Sequence::position);

    @Override
    public int compareTo(Sequence other) {
        return ORDER.compare(this, other);
    }
}
