package io.ledgersync.sandbox.books;

import java.util.Comparator;

/**
 * The order of ids in Xero's lists, as recorded: that in which SQL Server sorts them, the last group first. What is no
 * GUID is in the order of its letters.
 */
public final class SqlOrder implements Comparator<String> {
    /** The one order. */
    public static final Comparator<String> OF_IDS = new SqlOrder();

    private static final int LENGTH = 36;
    /** Where the digits of a GUID stand, those that count most first. */
    private static final int[] PLACES = {
        24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 19, 20, 21, 22, 16, 17, 14, 15, 11, 12, 9, 10, 6, 7, 4, 5, 2, 3,
        0, 1
    };

    private SqlOrder() {}

    @Override
    public int compare(String one, String other) {
        if (one.length() != LENGTH || other.length() != LENGTH) {
            return one.compareTo(other);
        }
        for (int place : PLACES) {
            int order = Character.compare(
                    Character.toLowerCase(one.charAt(place)), Character.toLowerCase(other.charAt(place)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
