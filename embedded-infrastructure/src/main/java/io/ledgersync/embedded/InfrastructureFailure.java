package io.ledgersync.embedded;

/** A part of the embedded infrastructure did not start or stop; the message says which and why. */
public final class InfrastructureFailure extends RuntimeException {
    InfrastructureFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
