package io.ledgersync.kit.reading;

import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read and may come again, as an immutable value in memory alone: a row is known only when its id, stamp
 * and digest are equal.
 *
 * <p>Forgetting is harmless: a row that is forgotten is published once more.
 */
public final class SeenRows {
    /** Nothing seen yet. */
    public static final SeenRows NONE = new SeenRows(Map.of());

    /** More are not kept: the heap must not grow with an organisation. */
    private static final int KEPT = 20_000;

    private record Mark(@Nullable Instant stamp, long digest) {}

    private final Map<String, Mark> marks;

    private SeenRows(Map<String, Mark> marks) {
        this.marks = marks;
    }

    /** Whether exactly this row was read before. */
    public boolean holds(Row row) {
        if (marks.isEmpty()) {
            return false;
        }
        Mark mark = marks.get(key(row));
        return mark != null && mark.digest() == digest(row);
    }

    /** Those of the rows that were not read before. */
    public List<Row> fresh(List<Row> rows) {
        List<Row> fresh = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!holds(row)) {
                fresh.add(row);
            }
        }
        return fresh;
    }

    /**
     * These and the rows just read, as far as their stamp may come again; a row without a stamp only until the next
     * answer.
     */
    public SeenRows then(List<Row> rows, Predicate<Instant> comesAgain) {
        Map<String, Mark> kept = new HashMap<>();
        marks.forEach((key, mark) -> {
            if (mark.stamp() != null && comesAgain.test(mark.stamp())) {
                kept.put(key, mark);
            }
        });
        for (Row row : rows) {
            Instant stamp = stamp(row);
            if ((stamp == null || comesAgain.test(stamp)) && kept.size() < KEPT) {
                kept.put(key(row), new Mark(stamp, digest(row)));
            }
        }
        return kept.isEmpty() ? NONE : new SeenRows(kept);
    }

    /** These and all of the rows just read, whatever their stamps. */
    public SeenRows and(List<Row> rows) {
        Map<String, Mark> kept = new HashMap<>(marks);
        for (Row row : rows) {
            if (kept.size() < KEPT) {
                kept.put(key(row), new Mark(stamp(row), digest(row)));
            }
        }
        return kept.isEmpty() ? NONE : new SeenRows(kept);
    }

    /** How many rows are remembered. */
    public int size() {
        return marks.size();
    }

    /** The first eight bytes of the SHA-256 of a row's body. */
    public static long digest(Row row) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(row.json()))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String key(Row row) {
        LedgerRecord record = row.record();
        return record == null ? "unreadable " + digest(row) : record.sourceType() + " " + record.sourceId();
    }

    private static @Nullable Instant stamp(Row row) {
        LedgerRecord record = row.record();
        return record == null ? null : record.updatedAt();
    }
}
