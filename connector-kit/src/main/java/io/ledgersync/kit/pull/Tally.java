package io.ledgersync.kit.pull;

import org.jspecify.annotations.Nullable;

/**
 * What a stream has brought so far.
 *
 * @param records published, repeats included
 * @param expected how many the provider said there are; null where it did not say
 * @param deadLetters records that could not be taken over
 */
record Tally(long records, @Nullable Long expected, long deadLetters) {
    static final Tally NOTHING = new Tally(0, null, 0);

    Tally plus(int published) {
        return new Tally(records + published, expected, deadLetters);
    }

    Tally expecting(@Nullable Long foreseen) {
        return foreseen == null ? this : new Tally(records, foreseen, deadLetters);
    }

    /** One record less and, where it was not one before, one dead letter more. */
    Tally dead(boolean first) {
        return new Tally(Math.max(0, records - 1), expected, deadLetters + (first ? 1 : 0));
    }
}
