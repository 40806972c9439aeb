package io.ledgersync.link.consent;

import org.jspecify.annotations.Nullable;

/** A user's wish to link a client, as it came. */
public record LinkRequest(
        @Nullable String provider,
        @Nullable String returnTo,
        @Nullable Boolean replaceLedger) {}
