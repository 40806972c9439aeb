package io.ledgersync.kit;

/** The accounting system that a connector reads. */
public enum Provider {
    XERO,
    QBO;

    /** The name in topics, paths and configuration keys: "xero", "qbo". */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
