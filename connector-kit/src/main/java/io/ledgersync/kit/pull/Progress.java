package io.ledgersync.kit.pull;

import org.jspecify.annotations.Nullable;

/** How far one stream is, as users see it: PENDING, READING, SWEEPING, COMPARING or DONE. */
public record Progress(
        String stream, String phase, long records, @Nullable Long expected) {}
