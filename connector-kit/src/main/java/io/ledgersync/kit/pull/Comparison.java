package io.ledgersync.kit.pull;

import io.ledgersync.kit.Walk;
import org.jspecify.annotations.Nullable;

/**
 * How far a whole reading is compared with what the ledger has. Only the source type survives in a cursor: asking for
 * its missing keys again is harmless, as those that were deleted meanwhile are no longer among them.
 *
 * @param type which of the stream's source types is compared
 * @param after the page of missing keys to ask for; null for the first
 * @param next the page after the one that is being confirmed; null when that is the last
 * @param confirm asks the provider for keys that the reading did not see; null when none are open
 */
record Comparison(
        int type,
        @Nullable String after,
        @Nullable String next,
        @Nullable Walk confirm) {
    static Comparison of(int type) {
        return new Comparison(type, null, null, null);
    }

    Comparison confirming(Walk walk, @Nullable String nextPage) {
        return new Comparison(type, after, nextPage, walk);
    }

    Comparison goneOn(@Nullable String nextPage) {
        return nextPage == null ? of(type + 1) : new Comparison(type, nextPage, null, null);
    }
}
