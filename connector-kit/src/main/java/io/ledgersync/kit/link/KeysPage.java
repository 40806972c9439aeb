package io.ledgersync.kit.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger store says when asked which keys a whole reading did not see. */
public sealed interface KeysPage {

    /** Some of them, and where the next page begins; null at the end. */
    record Keys(List<String> sourceIds, @Nullable String next) implements KeysPage {}

    /** The store has not written everything that the run published. */
    record NotYet() implements KeysPage {}

    /** The store is away. */
    record Unavailable(String detail) implements KeysPage {}
}
