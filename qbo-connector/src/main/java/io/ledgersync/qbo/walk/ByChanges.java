package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboQuestion;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what was changed or deleted since, with one change call that other lists share.
 *
 * <p>An overflowing answer proves nothing, and deletions are what it leaves out first: a list that it has records of is
 * asked again alone and, when it overflows by itself, read whole, so that what is gone is found by comparing.
 */
record ByChanges(Course course, Instant since, boolean alone, boolean done) implements QboWalk {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param alone not together with other lists */
    static ByChanges since(QboList list, Instant since, SeenRows seen, boolean alone) {
        return new ByChanges(Course.begin(list, false, seen), since, alone, false);
    }

    static ByChanges of(Course course, Instant since, JsonNode cursor) {
        return new ByChanges(
                course,
                since,
                cursor.path("alone").asBoolean(false),
                cursor.path("done").asBoolean(false));
    }

    @Override
    public List<Question> ready() {
        return done ? List.of() : List.of(new QboQuestion.Changes(course.list(), since, alone));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Course next = course.answered(answer);
        if (answer.overflowing()) {
            // Lists that brought nothing are asked again together: with less than too much in all, nothing is left out.
            boolean byItself = !answer.rows().isEmpty();
            return new Step(alone ? whole(course) : new ByChanges(next, since, byItself, false), List.of());
        }
        // A call that lists share asks for the oldest moment of them: what was before this list's own was read before.
        List<Row> changed = answer.rows().stream().filter(this::inTime).toList();
        List<Row> fresh = course.seen().fresh(changed);
        List<String> doubtful = fresh.stream()
                .filter(ByChanges::isDoubtful)
                .map(row -> row.read().sourceId())
                .toList();
        Course after = next.read(changed);
        return doubtful.isEmpty()
                ? new Step(new ByChanges(after, since, alone, true), fresh)
                : new Step(
                        ById.of(after, doubtful, this),
                        fresh.stream().filter(row -> !isDoubtful(row)).toList());
    }

    /** The same reading, further on. */
    ByChanges at(Course further, boolean over) {
        return new ByChanges(further, since, alone, over);
    }

    /** Said to be deleted, but with more than is left of what is: such records were seen to be there. */
    private static boolean isDoubtful(Row row) {
        LedgerRecord record = row.record();
        return record != null && record.deleted() && JSON.readTree(row.json()).has("SyncToken");
    }

    @Override
    public Walk rejected(Question question, Fault.Rejected fault) {
        return alone || fault.code().equals("CHANGES_TOO_OLD")
                ? whole(course)
                : new ByChanges(course, since, true, false);
    }

    private static Walk whole(Course course) {
        return ByCreation.everything(course.list(), course.seen());
    }

    private boolean inTime(Row row) {
        LedgerRecord record = row.record();
        return record == null
                || record.updatedAt() == null
                || !record.updatedAt().isBefore(since.minusSeconds(1));
    }

    @Override
    public JsonNode cursor() {
        return course.cursor("by changes")
                .put("since", since.toString())
                .put("alone", alone)
                .put("done", done);
    }
}
