package io.ledgersync.outbox;

import org.jspecify.annotations.Nullable;

/**
 * How a relay is.
 *
 * @param problem why it does not relay; null when nothing is wrong
 */
public record RelayHealth(State state, @Nullable String problem) {
    /** What a relay is doing. */
    public enum State {
        /** Not started, or closed. */
        STOPPED,
        /** Another replica relays; this one takes over when that ends. */
        STANDBY,
        /** Takes the slot and sends what waited. */
        CATCHING_UP,
        /** Sends what is appended. */
        RELAYING,
        /** Cannot relay now and tries again. */
        FAILED
    }

    /** Whether everything is as it should be. */
    public boolean up() {
        return state == State.STANDBY || state == State.RELAYING;
    }
}
