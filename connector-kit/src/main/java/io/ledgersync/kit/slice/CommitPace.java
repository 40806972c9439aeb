package io.ledgersync.kit.slice;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
    private final LongSupplier nanos;
    private @Nullable Long started;
    private @Nullable Long succeeded;
    private boolean urgent;
    private int halvings;

    /**
     * @param nanos a clock that is never set, as {@link System#nanoTime}: a step back of the other would stop commits
     */
    public CommitPace(Duration regularly, LongSupplier nanos) {
        this.regularly = regularly;
        this.nanos = nanos;
    }

    /** Somebody waits for the next commit. */
    public void urgent() {
        urgent = true;
    }

    /** Whether the answers that wait are enough for a commit. */
    public boolean full(long waiting, long capacity) {
        return waiting > capacity / SHARE >> halvings;
    }

    public boolean atOnce() {
        return urgent && past(AT_MOST_EVERY);
    }

    public boolean regular() {
        return past(regularly);
    }

    public boolean idle() {
        return past(IDLE);
    }

    private boolean past(Duration wait) {
        return started == null || nanos.getAsLong() - started >= wait.toNanos();
    }

    /** Whether the last commit is young enough for calls to be started. */
    public boolean fresh() {
        return succeeded != null && nanos.getAsLong() - succeeded < FRESH.toNanos();
    }

    public void started() {
        started = nanos.getAsLong();
        urgent = false;
    }

    /** The commit that was started last has succeeded. */
    public void succeeded() {
        succeeded = started;
        halvings = 0;
    }

    /** Nothing counts as fresh until a commit succeeds. */
    public void failed() {
        succeeded = null;
        halvings = Math.min(MOST_HALVINGS, halvings + 1);
    }

    /** Partitions have come: a commit comes before the first call. */
    public void stale() {
        succeeded = null;
    }

    public int halvings() {
        return halvings;
    }
}
