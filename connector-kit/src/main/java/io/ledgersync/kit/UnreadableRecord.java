package io.ledgersync.kit;

import org.jspecify.annotations.Nullable;

/** A record that cannot be read; the message names the field, its value and what is allowed. */
public sealed class UnreadableRecord extends RuntimeException permits TooLargeRecord {
    private static final long serialVersionUID = 1L;

    private final @Nullable String sourceType;
    private final @Nullable String sourceId;

    public UnreadableRecord(@Nullable String sourceType, @Nullable String sourceId, String message) {
        super(message);
        this.sourceType = sourceType;
        this.sourceId = sourceId;
    }

    /** The kind of record; null where even that is unreadable. */
    public @Nullable String sourceType() {
        return sourceType;
    }

    /** The record's id; null where even that is unreadable. */
    public @Nullable String sourceId() {
        return sourceId;
    }
}
