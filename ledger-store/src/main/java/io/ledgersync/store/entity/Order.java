package io.ledgersync.store.entity;

import io.ledgersync.contract.Sequence;

/**
 * A change's sequence as one value that sorts as the three fields do: fixed width, so that any database compares it.
 */
public final class Order {

    private Order() {}

    /** Nineteen, ten and ten digits. */
    public static String of(long attempt, int slice, int position) {
        if (attempt < 0 || slice < 0 || position < 0) {
            throw new IllegalArgumentException(
                    "sequence " + attempt + "/" + slice + "/" + position + " has a negative part; allowed: 0 or more");
        }
        return "%019d.%010d.%010d".formatted(attempt, slice, position);
    }

    /** As {@link #of(long, int, int)}. */
    public static String of(Sequence sequence) {
        return of(sequence.getAttempt(), sequence.getSlice(), sequence.getPosition());
    }
}
