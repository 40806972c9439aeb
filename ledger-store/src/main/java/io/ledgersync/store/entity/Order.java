package io.ledgersync.store.entity;

import io.ledgersync.contract.Sequence;

/**
 * A change's sequence as one value that sorts as the three fields do: fixed width, so that any database compares it.
 */
public final class Order {

    private static final int ATTEMPT_DIGITS = 19;
    private static final int PART_DIGITS = 10;

    private Order() {}

    /** Nineteen, ten and ten digits. */
    public static String of(long attempt, int slice, int position) {
        if (attempt < 0 || slice < 0 || position < 0) {
            throw new IllegalArgumentException(
                    "sequence " + attempt + "/" + slice + "/" + position + " has a negative part; allowed: 0 or more");
        }
        StringBuilder order = new StringBuilder(ATTEMPT_DIGITS + 2 * (1 + PART_DIGITS));
        append(order, attempt, ATTEMPT_DIGITS);
        append(order.append('.'), slice, PART_DIGITS);
        append(order.append('.'), position, PART_DIGITS);
        return order.toString();
    }

    private static void append(StringBuilder order, long value, int digits) {
        String text = Long.toString(value);
        order.append("0".repeat(digits - text.length())).append(text);
    }

    /** As {@link #of(long, int, int)}. */
    public static String of(Sequence sequence) {
        return of(sequence.getAttempt(), sequence.getSlice(), sequence.getPosition());
    }
}
