package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.JournalNumber;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the journals by their number until an answer is empty or holds only what was posted meanwhile; a short answer
 * is not the end.
 *
 * <p>A journal is never changed, but a lower number may be committed after a higher one. So the next reading begins
 * again at a number of which, as of all before it, the journal was created before the overlap.
 *
 * @param after the highest number received
 * @param old the number where the next run begins
 * @param steady the number where a sweep begins
 */
record ByNumber(Course course, long after, Settled old, Settled steady, boolean done) implements XeroWalk {

    /** The highest number up to which every journal was created before a moment; closed once one was not. */
    private record Settled(long number, boolean closed) {
        Settled then(long next, @Nullable Instant created, Instant limit) {
            if (closed || next <= number) {
                return this;
            }
            return created == null || created.isBefore(limit) ? new Settled(next, false) : new Settled(number, true);
        }
    }

    static ByNumber after(XeroList list, long number, SeenRows seen) {
        Settled settled = new Settled(number, false);
        return new ByNumber(Course.begin(list, number == 0, seen), number, settled, settled, false);
    }

    static ByNumber of(XeroList list, JsonNode cursor) {
        return new ByNumber(
                Course.of(list, cursor),
                cursor.path("after").asLong(0),
                new Settled(
                        cursor.path("old").asLong(0), cursor.path("oldClosed").asBoolean(true)),
                new Settled(
                        cursor.path("steady").asLong(0),
                        cursor.path("steadyClosed").asBoolean(true)),
                cursor.path("done").asBoolean(false));
    }

    @Override
    public List<Question> ready() {
        return done ? List.of() : List.of(new XeroQuestion.JournalsAfter(course.list(), after));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Course next = course.answered(answer);
        Instant sweepLimit = next.begun().minus(Course.LATE_COMMIT);
        long highest = after;
        Settled nextOld = old;
        Settled nextSteady = steady;
        for (Row row : answer.rows()) {
            long number = JournalNumber.of(row).orElse(highest);
            LedgerRecord record = row.record();
            Instant created = record == null ? null : record.updatedAt();
            nextOld = nextOld.then(number, created, next.watermark());
            nextSteady = nextSteady.then(number, created, sweepLimit);
            highest = Math.max(highest, number);
        }
        long sweptFrom = nextSteady.number();
        List<Row> again = answer.rows().stream()
                .filter(row -> JournalNumber.of(row).orElse(0) > sweptFrom)
                .toList();
        // Nothing above the number that was asked for is the end, in whatever form it is said.
        boolean end = highest == after || allPostedSince(next.begun(), answer.rows());
        ByNumber walk = new ByNumber(next.remembering(course.seen().and(again)), highest, nextOld, nextSteady, end);
        return new Step(walk, course.seen().fresh(answer.rows()));
    }

    /** What is posted while it reads is for the sweep: in books that never rest no answer would be empty. */
    private static boolean allPostedSince(Instant begun, List<Row> rows) {
        return rows.stream().allMatch(row -> {
            LedgerRecord record = row.record();
            return record != null
                    && record.updatedAt() != null
                    && !record.updatedAt().isBefore(begun);
        });
    }

    @Override
    public XeroWalk sweep() {
        Settled settled = new Settled(steady.number(), false);
        return new ByNumber(
                Course.begin(course.list(), false, course.seen()),
                steady.number(),
                new Settled(Math.min(old.number(), steady.number()), old.closed()),
                settled,
                false);
    }

    /** No record ever leaves this list: an answer without any is no proof that all have. */
    @Override
    public boolean whole() {
        return course.whole() && !course.bare();
    }

    @Override
    public @Nullable Long expected() {
        return null;
    }

    @Override
    public String watermark() {
        return Long.toString(old.number());
    }

    @Override
    public JsonNode cursor() {
        ObjectNode cursor = course.cursor("by number");
        return cursor.put("after", after)
                .put("old", old.number())
                .put("oldClosed", old.closed())
                .put("steady", steady.number())
                .put("steadyClosed", steady.closed())
                .put("done", done);
    }
}
