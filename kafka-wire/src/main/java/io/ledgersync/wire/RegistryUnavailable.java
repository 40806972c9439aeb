package io.ledgersync.wire;

/**
 * The schema registry did not answer or refused a schema: the same record may succeed later, so nothing may be skipped.
 */
public final class RegistryUnavailable extends RuntimeException {
    RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    RegistryUnavailable(String message) {
        super(message);
    }
}
