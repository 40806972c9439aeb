package io.ledgersync.link;

/** A configured value that is never printed. */
public record Secret(String value) {
    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a configured secret is blank");
        }
    }

    /** For the binding of configuration. */
    public static Secret valueOf(String value) {
        return new Secret(value);
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
