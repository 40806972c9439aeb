package io.ledgersync.store.entity;

import org.jspecify.annotations.Nullable;

/** Content that MongoDB cannot hold, however often it is tried; the message says what exactly and what is allowed. */
final class UnwritableEntity extends RuntimeException {

    UnwritableEntity(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
