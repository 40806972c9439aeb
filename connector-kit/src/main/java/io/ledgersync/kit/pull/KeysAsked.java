package io.ledgersync.kit.pull;

import org.jspecify.annotations.Nullable;

/**
 * A question to the ledger store: which keys of a source type did a whole reading not see?
 *
 * @param walk which walk of the stream asks
 * @param before keys whose last sequence is below this one are missing
 * @param after the page of keys to begin behind; null for the first
 */
public record KeysAsked(
        String stream,
        int walk,
        String sourceType,
        Sequence before,
        @Nullable String after) {}
