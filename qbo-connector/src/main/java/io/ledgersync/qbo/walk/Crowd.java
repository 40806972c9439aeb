package io.ledgersync.qbo.walk;

import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A second in which more records were created than a page holds. Their order within it is not promised, so it is read
 * by places, from the last page down, each page a little into the one before, until a pass finds nothing that the
 * passes before did not and as many records were seen as were counted.
 *
 * <p>Nothing is created any more in a second that is over: who has seen as many as there were when he began has seen
 * all. Where the count is wrong or refused, a full last page says that there is more, and more passes must agree.
 *
 * @param below places below are still to be read; -1 while they are not counted
 * @param last the next page is to be the last one: while it comes full, one behind it is asked for
 * @param found this pass found a record that no pass before had
 * @param quiet passes before this one, in a row, that found none
 * @param seen the keys of all found and the last pass, from 1, that met each; in memory alone
 * @param counts how many there were when each pass began
 */
record Crowd(
        Instant second,
        long below,
        boolean last,
        boolean found,
        int quiet,
        Map<String, Integer> seen,
        List<Long> counts) {
    /** A page still shows what this many edits or deletions since the one before have moved out of it. */
    private static final long OVERLAP = 50;
    /**
     * Where no count holds, or records are deleted faster than they are read, so many passes without a find must do.
     */
    private static final int QUIET = 10;

    private static final long UNKNOWN = -1;

    static Crowd in(Instant second) {
        return new Crowd(second, -1, true, false, 0, Map.of(), List.of());
    }

    /** The question that is open. */
    QboQuestion question(QboList list, int rows) {
        QboQuestion.Stretch stretch = new QboQuestion.Stretch(second, second.plusSeconds(1));
        return below < 0
                ? new QboQuestion.Count(list, stretch, true)
                : new QboQuestion.PageBelow(list, stretch, below, rows);
    }

    /** The crowd with its count. A page is read whatever it says: a count alone does not empty a second. */
    Crowd counted(long count) {
        List<Long> known = new ArrayList<>(counts);
        known.add(count);
        return new Crowd(second, Math.max(count + OVERLAP, Range.PAGE), true, found, quiet, seen, List.copyOf(known));
    }

    /** The crowd when nobody says how many there are. */
    Crowd uncounted() {
        return counted(UNKNOWN);
    }

    /** Those of the rows that no answer had before. */
    List<Row> fresh(List<Row> rows) {
        return rows.stream().filter(row -> !seen.containsKey(key(row))).toList();
    }

    /** The crowd after the rows of this page. */
    Crowd read(List<Row> rows, QboQuestion.PageBelow page) {
        Map<String, Integer> keys = new HashMap<>(seen);
        rows.forEach(row -> keys.put(key(row), counts.size()));
        boolean more = found || keys.size() > seen.size();
        long start = page.start();
        long size = page.below() - start;
        long overlap = Math.min(OVERLAP, size / 2);
        if (last && rows.size() >= size) {
            return new Crowd(second, page.below() + size - overlap, true, more, quiet, keys, counts);
        }
        if (start > 0) {
            return new Crowd(second, start + overlap, false, more, quiet, keys, counts);
        }
        Crowd read = new Crowd(second, 0, false, more, more ? 0 : quiet + 1, keys, counts);
        return read.agreed() ? read : new Crowd(second, -1, true, false, read.quiet, keys, counts);
    }

    /** The passes have found all that there is. */
    boolean agreed() {
        return below == 0 && !found && (quiet >= QUIET || complete());
    }

    /** Since one of the passes began, as many were seen as it counted; more would mean that it counted wrong. */
    private boolean complete() {
        for (int pass = 1; pass <= counts.size(); pass++) {
            int since = pass;
            long known = seen.values().stream().filter(met -> met >= since).count();
            if (known == counts.get(pass - 1)) {
                return true;
            }
        }
        return false;
    }

    private static String key(Row row) {
        LedgerRecord record = row.record();
        UnreadableRecord unreadable = row.unreadable();
        String id = record != null ? record.sourceId() : unreadable == null ? null : unreadable.sourceId();
        return id == null ? "unreadable " + SeenRows.digest(row) : id;
    }
}
