package io.ledgersync.kit.reading;

import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read and may come again, as an immutable value in memory alone: a row is known only when it is equal
 * to what its id was read as last. Each takes 24 bytes: of its id and of its body a digest is kept, and its stamp.
 *
 * <p>Forgetting is harmless: a row that is forgotten is published once more.
 */
public final class SeenRows {
    private static final long UNSTAMPED = Long.MIN_VALUE;
    /** Nothing seen yet. */
    public static final SeenRows NONE = new SeenRows(new long[0], new long[0], new long[0]);

    private static final long[] FORGOTTEN = {};

    /** More are not kept: the heap must not grow with an organisation. */
    private static final int KEPT = 20_000;

    /** Digests of ids, in ascending order. */
    private final long[] ids;

    /** What each was read as last. */
    private final long[] marks;

    private final long[] stamps;

    private SeenRows(long[] ids, long[] marks, long[] stamps) {
        this.ids = ids;
        this.marks = marks;
        this.stamps = stamps;
    }

    /** Whether exactly this row was read before. */
    public boolean holds(Row row) {
        if (ids.length == 0) {
            return false;
        }
        int at = Arrays.binarySearch(ids, id(row));
        return at >= 0 && marks[at] == digest(row);
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
        return with(
                rows,
                row -> {
                    Instant stamp = stamp(row);
                    return stamp == null || comesAgain.test(stamp);
                },
                stamp -> stamp != UNSTAMPED && comesAgain.test(Instant.ofEpochMilli(stamp)));
    }

    /** These and all of the rows just read, whatever their stamps. */
    public SeenRows and(List<Row> rows) {
        return with(rows, row -> true, stamp -> true);
    }

    /** These and, of what was read before, whatever was not read again since. */
    public SeenRows after(SeenRows before) {
        List<long[]> kept = new ArrayList<>(ids.length + before.ids.length);
        for (int i = 0; i < ids.length; i++) {
            kept.add(new long[] {ids[i], marks[i], stamps[i]});
        }
        for (int i = 0; i < before.ids.length && kept.size() < KEPT; i++) {
            if (Arrays.binarySearch(ids, before.ids[i]) < 0) {
                kept.add(new long[] {before.ids[i], before.marks[i], before.stamps[i]});
            }
        }
        return kept.isEmpty() ? NONE : of(kept);
    }

    private SeenRows with(List<Row> rows, Predicate<Row> comes, LongPredicate stays) {
        // What an id was read as before is void, whether the id is kept or not. Bodies of rows that are not kept are
        // not digested: that would be a third of all that a connector computes.
        Map<Long, long[]> read = new LinkedHashMap<>();
        for (Row row : rows) {
            if (comes.test(row)) {
                Instant stamp = stamp(row);
                long[] one = {id(row), digest(row), stamp == null ? UNSTAMPED : stamp.toEpochMilli()};
                read.put(one[0], one);
            } else if (ids.length > 0 || !read.isEmpty()) {
                read.put(id(row), FORGOTTEN);
            }
        }
        List<long[]> kept = new ArrayList<>(ids.length + read.size());
        for (int i = 0; i < ids.length; i++) {
            if (stays.test(stamps[i]) && !read.containsKey(ids[i])) {
                kept.add(new long[] {ids[i], marks[i], stamps[i]});
            }
        }
        for (long[] one : read.values()) {
            if (one != FORGOTTEN && kept.size() < KEPT) {
                kept.add(one);
            }
        }
        return kept.isEmpty() ? NONE : of(kept);
    }

    private static SeenRows of(List<long[]> kept) {
        kept.sort((one, other) -> Long.compare(one[0], other[0]));
        return new SeenRows(column(kept, 0), column(kept, 1), column(kept, 2));
    }

    private static long[] column(List<long[]> kept, int which) {
        return kept.stream().mapToLong(one -> one[which]).toArray();
    }

    /** How many rows are remembered. */
    public int size() {
        return ids.length;
    }

    /** The first eight bytes of the SHA-256 of a row's body. */
    public static long digest(Row row) {
        return first(sha256().digest(row.json()));
    }

    /** A row without an id is its own. */
    private static long id(Row row) {
        LedgerRecord record = row.record();
        return record == null
                ? digest(row)
                : first(sha256().digest(
                                (record.sourceType() + ' ' + record.sourceId()).getBytes(StandardCharsets.UTF_8)));
    }

    private static long first(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable Instant stamp(Row row) {
        LedgerRecord record = row.record();
        return record == null ? null : record.updatedAt();
    }
}
