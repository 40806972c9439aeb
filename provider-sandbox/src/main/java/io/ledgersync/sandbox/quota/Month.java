package io.ledgersync.sandbox.quota;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what an app reads in a calendar month, over all companies; once that is used up, it is blocked until the next.
 * Thread-safe.
 */
public final class Month {
    private final List<String> violations = new ArrayList<>();
    private int allowed;
    private int read;
    private YearMonth month = YearMonth.of(1, 1);

    /** So many reads a month; 0 for no limit. */
    public synchronized void limit(int reads) {
        allowed = reads;
    }

    /** Whether a call that arrives is blocked. */
    public synchronized boolean blocks(Instant now) {
        turn(now);
        boolean blocked = allowed > 0 && read >= allowed;
        if (blocked) {
            violations.add(now + " month: " + (read + 1) + " of " + allowed);
        }
        return blocked;
    }

    /** A call was answered well: only these count. */
    public synchronized void read(int calls, Instant now) {
        turn(now);
        read += calls;
    }

    /** What was read in the month of the last call. */
    public synchronized int metered() {
        return read;
    }

    private void turn(Instant now) {
        YearMonth thisMonth = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        if (!thisMonth.equals(month)) {
            month = thisMonth;
            read = 0;
        }
    }

    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
