package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboPacking;
import io.ledgersync.qbo.ask.QboQuestion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a list that has one row or few; one that turns out to have more than an answer takes is read by its creation.
 */
record InOneAnswer(Course course, boolean alone, boolean done) implements QboWalk {

    /** @param before what the last run's reading met; null where nothing is known of one */
    static InOneAnswer of(QboList list, @Nullable String before) {
        return new InOneAnswer(Course.ofWhole(list, true, before), false, false);
    }

    /**
     * Reads it once more: as long as it is as it was, nothing is published and nothing compared. What two readings met
     * empty is not asked for a third time: few companies have any, and a first one is found by the next run.
     */
    static InOneAnswer again(Course walked) {
        Likeness likeness = walked.likeness();
        String before = likeness == null ? null : likeness.met();
        boolean none = likeness != null && likeness.stillNone();
        return new InOneAnswer(Course.ofWhole(walked.list(), false, before), false, none);
    }

    static InOneAnswer of(Course course, JsonNode cursor) {
        return new InOneAnswer(
                course,
                cursor.path("alone").asBoolean(false),
                cursor.path("done").asBoolean(false));
    }

    @Override
    public List<Question> ready() {
        return done ? List.of() : List.of(new QboQuestion.Everything(course.list(), alone));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Course next = course.answered(answer);
        if (answer.overflowing() && !alone) {
            return new Step(new InOneAnswer(next, true, false), List.of());
        }
        if (answer.rows().size() >= QboPacking.OVERFLOW) {
            return new Step(ByCreation.everything(course), List.of());
        }
        InOneAnswer read = new InOneAnswer(next.read(answer.rows()), alone, true);
        return course.whole() || read.changed()
                ? new Step(new InOneAnswer(read.course().wholly(), alone, true), answer.rows())
                : new Step(read, List.of());
    }

    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        if (alone) {
            // A page at a time, which can be made smaller.
            return fault.code().equals("TOO_LARGE") ? ByCreation.everything(course) : null;
        }
        return new InOneAnswer(course, true, false);
    }

    /** Nothing was counted that would vouch for the one answer: what it does not hold is asked for by its id. */
    @Override
    public boolean severalPages() {
        return true;
    }

    @Override
    public JsonNode cursor() {
        return course.cursor("in one answer").put("alone", alone).put("done", done);
    }
}
