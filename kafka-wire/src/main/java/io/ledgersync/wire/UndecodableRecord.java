package io.ledgersync.wire;

import org.jspecify.annotations.Nullable;

/** Bytes that are no event of ours: they fail the same way whenever they are tried. */
public final class UndecodableRecord extends RuntimeException {
    UndecodableRecord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
