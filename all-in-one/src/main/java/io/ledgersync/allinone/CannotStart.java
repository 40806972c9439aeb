package io.ledgersync.allinone;

/** The machine does not give what is asked for; the message says what to do. */
final class CannotStart extends RuntimeException {
    CannotStart(String message) {
        super(message);
    }
}
