package io.ledgersync.kit.http;

/** A JSON body that ends too early or is none. */
final class TornBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TornBody(String message) {
        super(message);
    }
}
