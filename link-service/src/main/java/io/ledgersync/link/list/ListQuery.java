package io.ledgersync.link.list;

import org.jspecify.annotations.Nullable;

/** What a user wants to see of the client list, as it came; absent means all. */
public record ListQuery(
        @Nullable String query,
        @Nullable String state,
        @Nullable String provider,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable String cursor) {}
