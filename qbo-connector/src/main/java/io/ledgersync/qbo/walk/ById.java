package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboQuestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for records by their ids and yields a DELETE for each that QuickBooks does not hold any more.
 *
 * @param changes the reading that ends with it; null when it confirms what the ledger store misses
 */
record ById(
        Course course,
        List<QboQuestion.ByIds> open,
        @Nullable ByChanges changes) implements QboWalk {
    private static final int IDS = 50;
    private static final byte[] NO_BYTES = {};

    static ById of(QboList list, List<String> ids) {
        return of(Course.begin(list, false, SeenRows.NONE), ids, null);
    }

    /** Asks for these at the end of a reading of changes. */
    static ById of(Course course, List<String> ids, @Nullable ByChanges changes) {
        List<QboQuestion.ByIds> open = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS) {
            open.add(new QboQuestion.ByIds(course.list(), ids.subList(from, Math.min(from + IDS, ids.size())), false));
        }
        return new ById(course, List.copyOf(open), changes);
    }

    @Override
    public List<Question> ready() {
        return List.copyOf(open);
    }

    @Override
    public Step answered(Question question, Answer answer) {
        QboQuestion.ByIds asked = (QboQuestion.ByIds) question;
        Course next = course.answered(answer);
        if (answer.overflowing() && !asked.alone()) {
            return new Step(new ById(next, replaced(asked, asked.byItself()), changes), List.of());
        }
        List<Row> publish = new ArrayList<>(answer.rows());
        Set<String> held = new HashSet<>();
        boolean nameless = false;
        for (Row row : answer.rows()) {
            String id = id(row);
            nameless |= id == null;
            if (id != null) {
                held.add(id);
            }
        }
        if (!nameless) {
            asked.ids().stream().filter(id -> !held.contains(id)).forEach(id -> publish.add(gone(id)));
        }
        return new Step(new ById(next.read(answer.rows()), replaced(asked, null), changes), publish);
    }

    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        QboQuestion.ByIds asked = (QboQuestion.ByIds) question;
        return asked.alone() ? null : new ById(course, replaced(asked, asked.byItself()), changes);
    }

    private List<QboQuestion.ByIds> replaced(QboQuestion.ByIds asked, QboQuestion.@Nullable ByIds by) {
        List<QboQuestion.ByIds> left = new ArrayList<>(open);
        left.remove(asked);
        if (by != null) {
            left.add(by);
        }
        return List.copyOf(left);
    }

    private static @Nullable String id(Row row) {
        LedgerRecord record = row.record();
        UnreadableRecord unreadable = row.unreadable();
        return record != null ? record.sourceId() : unreadable == null ? null : unreadable.sourceId();
    }

    private Row gone(String id) {
        LedgerRecord record = new LedgerRecord(course.list().entity(), id, null, true, null);
        return new Row(List.of("QueryResponse", course.list().entity()), NO_BYTES, record, null);
    }

    @Override
    public boolean done() {
        return open.isEmpty();
    }

    /** Ids do not travel: after a hand-over the changes that named them are asked for again, or the store is. */
    @Override
    public JsonNode cursor() {
        return changes == null
                ? course.cursor("by id")
                : changes.at(course, done()).cursor();
    }
}
