package io.ledgersync.outbox;

/** Why a term of relaying ended; the next one begins with the rows that are still there. */
final class RelayFailure extends RuntimeException {
    RelayFailure(String message, Throwable cause) {
        super(message, cause);
    }

    RelayFailure(String message) {
        super(message);
    }
}
