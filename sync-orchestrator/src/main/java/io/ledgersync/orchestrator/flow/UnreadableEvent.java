package io.ledgersync.orchestrator.flow;

/** An event that this service can make nothing of, now or later: it becomes a dead letter. */
final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(String reason) {
        super(reason);
    }
}
