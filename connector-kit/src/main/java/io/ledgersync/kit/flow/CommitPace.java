package io.ledgersync.kit.flow;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next commit is due: regularly, and at once, ten times a second at most, when somebody waits for it. After a
 * failure commits are made at half the size until one succeeds.
 */
final class CommitPace {
    /** Less than any session time-out: whoever starts a call has lately been known as the owner. */
    static final Duration FRESH = Duration.ofSeconds(6);

    private static final Duration AT_MOST_EVERY = Duration.ofMillis(100);
    private static final long SHARE = 3;
    private static final int MOST_HALVINGS = 10;

    /**
     * So often a replica with nothing to say commits all the same: it is how it knows that it still owns its
     * partitions.
     */
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final Duration regularly;
    private Instant started = Instant.EPOCH;
    private Instant succeeded = Instant.EPOCH;
    private boolean urgent;
    private int halvings;

    CommitPace(Duration regularly) {
        this.regularly = regularly;
    }

    /** Somebody waits for the next commit. */
    void urgent() {
        urgent = true;
    }

    /** Whether the answers that wait are enough for a commit. */
    boolean full(long waiting, long capacity) {
        return waiting > capacity / SHARE >> halvings;
    }

    boolean atOnce(Instant now) {
        return urgent && !now.isBefore(started.plus(AT_MOST_EVERY));
    }

    boolean regular(Instant now) {
        return !now.isBefore(started.plus(regularly));
    }

    boolean idle(Instant now) {
        return !now.isBefore(started.plus(IDLE));
    }

    /** Whether the last commit is young enough for calls to be started. */
    boolean fresh(Instant now) {
        return now.isBefore(succeeded.plus(FRESH));
    }

    void started(Instant now) {
        started = now;
        urgent = false;
    }

    /** A commit that was started then has succeeded. */
    void succeeded(Instant when) {
        succeeded = when;
        halvings = 0;
    }

    /** Nothing counts as fresh until a commit succeeds. */
    void failed() {
        succeeded = Instant.EPOCH;
        halvings = Math.min(MOST_HALVINGS, halvings + 1);
    }

    /** Partitions have come: a commit comes before the first call. */
    void stale() {
        succeeded = Instant.EPOCH;
    }

    int halvings() {
        return halvings;
    }
}
