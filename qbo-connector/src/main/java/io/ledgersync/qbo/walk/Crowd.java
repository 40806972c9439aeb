package io.ledgersync.qbo.walk;

import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A second in which more records were created than a page holds. Their order within it is not promised, so it is read
 * by places, from the last page down, until a second pass finds nothing that the passes before did not.
 *
 * @param below places below are still to be read; -1 while they are not counted
 * @param pass from 1
 * @param found this pass found a record that no pass before had
 * @param known the keys of all found, in memory alone
 */
record Crowd(Instant second, long below, int pass, boolean found, Set<String> known) {

    static Crowd in(Instant second) {
        return new Crowd(second, -1, 1, false, Set.of());
    }

    /** The question that is open. */
    QboQuestion question(QboList list, int rows) {
        QboQuestion.Stretch stretch = new QboQuestion.Stretch(second, second.plusSeconds(1));
        return below < 0
                ? new QboQuestion.Count(list, stretch, true)
                : new QboQuestion.PageBelow(list, stretch, below, rows);
    }

    /** The crowd with its count. */
    Crowd counted(long count) {
        return new Crowd(second, count, pass, found, known);
    }

    /** Those of the rows that no answer had before. */
    List<Row> fresh(List<Row> rows) {
        List<Row> fresh = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!known.contains(key(row))) {
                fresh.add(row);
            }
        }
        return fresh;
    }

    /** The crowd after a page that began at this place. */
    Crowd read(List<Row> fresh, long start) {
        Set<String> keys = new HashSet<>(known);
        fresh.forEach(row -> keys.add(key(row)));
        Crowd read = new Crowd(second, start, pass, found || !fresh.isEmpty(), keys);
        return start > 0 || read.agreed() ? read : new Crowd(second, -1, pass + 1, false, keys);
    }

    /** Two passes have agreed, or there is nothing in this second. */
    boolean agreed() {
        return below == 0 && !found;
    }

    private static String key(Row row) {
        LedgerRecord record = row.record();
        return record == null ? "unreadable " + SeenRows.digest(row) : record.sourceId();
    }
}
