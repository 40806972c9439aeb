package io.ledgersync.wire;

/** A record whose content does not fit its schema: it fails the same way whenever it is tried. */
public final class UnserialisableRecord extends RuntimeException {
    UnserialisableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
