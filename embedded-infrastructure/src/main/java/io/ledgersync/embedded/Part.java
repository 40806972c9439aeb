package io.ledgersync.embedded;

/** A piece of infrastructure that can be asked for. */
public enum Part {
    /** PostgreSQL with logical decoding. */
    POSTGRES,
    /** A Kafka broker that is its own controller. */
    KAFKA,
    /** A schema registry that keeps its schemas in {@link #POSTGRES}, which comes along. */
    REGISTRY,
    /** A MongoDB, or a server that speaks its protocol. */
    MONGO
}
