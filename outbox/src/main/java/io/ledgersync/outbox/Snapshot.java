package io.ledgersync.outbox;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which transactions a query saw, as PostgreSQL says it: {@code xmin:xmax:running}.
 *
 * <p>A transaction stands in the log a moment before queries see it, so a row that the log names and a query does not
 * find was either sent and deleted, or is not to be seen yet; only the snapshot tells which.
 */
record Snapshot(long oldestRunning, long next, Set<Long> running) {

    static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not a snapshot: " + text);
        }
        Set<Long> running = parts[2].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[2].split(",")).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /**
     * Whether everything of a transaction that has committed was seen; its number comes from the log with 32 bits, of
     * the age nearest to now.
     */
    boolean sees(long transaction) {
        long complete = next + (int) (transaction - next);
        return complete < oldestRunning || complete < next && !running.contains(complete);
    }

    /** Whether every transaction that ran then has ended by now. */
    boolean outlivedBy(Snapshot later) {
        return running.stream()
                .allMatch(transaction -> transaction < later.oldestRunning || !later.running.contains(transaction));
    }
}
