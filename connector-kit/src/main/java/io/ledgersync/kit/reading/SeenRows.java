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
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read and may come again, as an immutable value in memory alone: a row is known only when its id, stamp
 * and digest are equal. Each takes sixteen bytes: what its digest is made of holds its id and its stamp.
 *
 * <p>Forgetting is harmless: a row that is forgotten is published once more.
 */
public final class SeenRows {
    private static final long UNSTAMPED = Long.MIN_VALUE;
    /** Nothing seen yet. */
    public static final SeenRows NONE = new SeenRows(new long[0], new long[0]);

    /** More are not kept: the heap must not grow with an organisation. */
    private static final int KEPT = 20_000;

    /** In ascending order. */
    private final long[] marks;

    private final long[] stamps;

    private SeenRows(long[] marks, long[] stamps) {
        this.marks = marks;
        this.stamps = stamps;
    }

    /** Whether exactly this row was read before. */
    public boolean holds(Row row) {
        return marks.length > 0 && Arrays.binarySearch(marks, mark(row)) >= 0;
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
                rows.stream()
                        .filter(row -> {
                            Instant stamp = stamp(row);
                            return stamp == null || comesAgain.test(stamp);
                        })
                        .toList(),
                stamp -> stamp != UNSTAMPED && comesAgain.test(Instant.ofEpochMilli(stamp)));
    }

    /** These and all of the rows just read, whatever their stamps. */
    public SeenRows and(List<Row> rows) {
        return with(rows, stamp -> true);
    }

    private SeenRows with(List<Row> rows, LongPredicate stays) {
        List<long[]> kept = new ArrayList<>(marks.length + rows.size());
        for (int i = 0; i < marks.length; i++) {
            if (stays.test(stamps[i])) {
                kept.add(new long[] {marks[i], stamps[i]});
            }
        }
        for (Row row : rows) {
            if (kept.size() < KEPT) {
                Instant stamp = stamp(row);
                kept.add(new long[] {mark(row), stamp == null ? UNSTAMPED : stamp.toEpochMilli()});
            }
        }
        if (kept.isEmpty()) {
            return NONE;
        }
        kept.sort((one, other) -> Long.compare(one[0], other[0]));
        // Of a row that was read again the newer stands.
        int distinct = 0;
        long[] sortedMarks = new long[kept.size()];
        long[] sortedStamps = new long[kept.size()];
        for (long[] one : kept) {
            if (distinct > 0 && sortedMarks[distinct - 1] == one[0]) {
                sortedStamps[distinct - 1] = one[1];
            } else {
                sortedMarks[distinct] = one[0];
                sortedStamps[distinct] = one[1];
                distinct++;
            }
        }
        return new SeenRows(Arrays.copyOf(sortedMarks, distinct), Arrays.copyOf(sortedStamps, distinct));
    }

    /** How many rows are remembered. */
    public int size() {
        return marks.length;
    }

    /** The first eight bytes of the SHA-256 of a row's body. */
    public static long digest(Row row) {
        return first(sha256().digest(row.json()));
    }

    private static long mark(Row row) {
        MessageDigest digest = sha256();
        LedgerRecord record = row.record();
        if (record != null) {
            digest.update((record.sourceType() + ' ' + record.sourceId() + ' ').getBytes(StandardCharsets.UTF_8));
        }
        return first(digest.digest(row.json()));
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
