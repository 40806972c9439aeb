package io.ledgersync.kit.take;

import io.ledgersync.contract.sync.SyncRequested;
import org.jspecify.annotations.Nullable;

/** What a request means for the one who owns its organisation. */
enum Take {
    /** Its run begins at the request's cursor; another run of the connection is paused. */
    START,
    /** Its run goes on where the state has it, as a newer attempt. */
    GO_ON,
    /** Its run has ended without completing; that is said once more. */
    SAY_END_AGAIN,
    /** A person waits for the run that is held. */
    RAISE_PRIORITY,
    /** It says nothing new. */
    DROP;

    /** How the run that a request names is known. */
    enum Known {
        UNKNOWN,
        HELD,
        HELD_WITH_PRIORITY,
        /** Paused, or completed: its cursor says which. */
        LEFT,
        FAILED_OR_CANCELLED
    }

    /**
     * The rule.
     *
     * @param newest the newest attempt of the request's connection; null when there was none
     */
    static Take of(SyncRequested request, @Nullable Long newest, Known known) {
        if (newest == null || request.getAttempt() > newest) {
            return switch (known) {
                case UNKNOWN -> START;
                case HELD, HELD_WITH_PRIORITY, LEFT -> GO_ON;
                case FAILED_OR_CANCELLED -> SAY_END_AGAIN;
            };
        }
        boolean sentAgain = request.getAttempt() == newest;
        return sentAgain && request.getPriority() && known == Known.HELD ? RAISE_PRIORITY : DROP;
    }
}
