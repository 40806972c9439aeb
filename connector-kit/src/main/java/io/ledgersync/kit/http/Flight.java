package io.ledgersync.kit.http;

/** A call under way. */
public interface Flight {

    /** Breaks it off; it is then delivered as failed. */
    void cancel();
}
