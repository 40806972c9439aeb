package io.ledgersync.kit.slice;

/** A slice is not known to be committed: everything since the last one is forgotten and read again. */
public final class CommitFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommitFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
