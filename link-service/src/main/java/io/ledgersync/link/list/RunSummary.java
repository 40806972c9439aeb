package io.ledgersync.link.list;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in short, as the client list shows it; times as ISO-8601.
 *
 * @param records what was read so far, all streams together
 */
public record RunSummary(
        String runId,
        String kind,
        String state,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant resumeAt,
        long records,
        @Nullable String errorCode) {}
