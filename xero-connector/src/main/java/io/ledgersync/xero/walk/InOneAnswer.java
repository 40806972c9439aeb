package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a list that comes in one answer: all of it, or what changed since where it has that filter. */
record InOneAnswer(Course course, @Nullable Instant since, boolean done) implements XeroWalk {

    static InOneAnswer since(XeroList list, @Nullable Instant since, SeenRows seen) {
        return new InOneAnswer(Course.begin(list, since == null, seen), since, false);
    }

    static InOneAnswer of(XeroList list, JsonNode cursor) {
        return new InOneAnswer(
                Course.of(list, cursor),
                Course.instant(cursor, "since"),
                cursor.path("done").asBoolean(false));
    }

    @Override
    public List<Question> ready() {
        return done ? List.of() : List.of(new XeroQuestion.Everything(course.list(), since));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Course after = course.answered(answer);
        Instant sweep = after.sweepEdge();
        SeenRows seen = course.seen().then(answer.rows(), stamp -> !stamp.isBefore(sweep));
        return new Step(
                new InOneAnswer(after.remembering(seen), since, true),
                course.seen().fresh(answer.rows()));
    }

    /** What is too much for one answer is read in windows of dates, where its documents have dates. */
    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        boolean tooMuch =
                fault.code().equals(XeroList.TOO_LARGE) || fault.code().equals(XeroList.TOO_MANY);
        return tooMuch && course.list().dated() ? ByDates.since(course, since) : null;
    }

    @Override
    public XeroWalk sweep() {
        return since(course.list(), course.sweepEdge(), course.seen());
    }

    @Override
    public boolean whole() {
        return course.whole();
    }

    @Override
    public @Nullable Long expected() {
        return course.expected();
    }

    @Override
    public String watermark() {
        return course.watermark().toString();
    }

    @Override
    public JsonNode cursor() {
        ObjectNode cursor = course.cursor("in one answer");
        cursor.put("done", done);
        if (since != null) {
            cursor.put("since", since.toString());
        }
        return cursor;
    }
}
