package io.ledgersync.link.client;

/** Why a connection has ended. */
public enum EndReason {
    /** A user asked for it. */
    USER,
    /** The client was linked again. */
    REPLACED,
    /** The provider or a restored backup says so. */
    REVOKED,
    /** The client was deleted. */
    DELETED
}
