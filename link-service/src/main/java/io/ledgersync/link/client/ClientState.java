package io.ledgersync.link.client;

/** Whether a client's books can be read. */
public enum ClientState {
    /** It was never linked. */
    NOT_LINKED,
    /** It is linked. */
    LINKED,
    /** It is linked, but the provider accepts our authorisation no more: it must be linked again. */
    AUTH_FAILED,
    /** Its connection was ended; what was read of it stays. */
    UNLINKED
}
