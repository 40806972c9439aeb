package io.ledgersync.kit.slice;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next commit is due: regularly, and at once, ten times a second at most, when somebody waits for it. After a
 * failure commits are made at half the size until one succeeds.
 */
public final class CommitPace {
    /** Less than any session time-out: whoever starts a call has lately been known as the owner. */
    public static final Duration FRESH = Duration.ofSeconds(6);

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

    public CommitPace(Duration regularly) {
        this.regularly = regularly;
    }

    /** Somebody waits for the next commit. */
    public void urgent() {
        urgent = true;
    }

    /** Whether the answers that wait are enough for a commit. */
    public boolean full(long waiting, long capacity) {
        return waiting > capacity / SHARE >> halvings;
    }

    public boolean atOnce(Instant now) {
        return urgent && !now.isBefore(started.plus(AT_MOST_EVERY));
    }

    public boolean regular(Instant now) {
        return !now.isBefore(started.plus(regularly));
    }

    public boolean idle(Instant now) {
        return !now.isBefore(started.plus(IDLE));
    }

    /** Whether the last commit is young enough for calls to be started. */
    public boolean fresh(Instant now) {
        return now.isBefore(succeeded.plus(FRESH));
    }

    public void started(Instant now) {
        started = now;
        urgent = false;
    }

    /** A commit that was started then has succeeded. */
    public void succeeded(Instant when) {
        succeeded = when;
        halvings = 0;
    }

    /** Nothing counts as fresh until a commit succeeds. */
    public void failed() {
        succeeded = Instant.EPOCH;
        halvings = Math.min(MOST_HALVINGS, halvings + 1);
    }

    /** Partitions have come: a commit comes before the first call. */
    public void stale() {
        succeeded = Instant.EPOCH;
    }

    public int halvings() {
        return halvings;
    }
}
