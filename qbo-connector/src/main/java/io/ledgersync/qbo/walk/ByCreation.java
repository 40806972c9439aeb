package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list whole in the order of creation, which nothing changes:
 *
 * <pre>
 * Counting ──► (a page or more) Bounding ──► Reading: ranges side by side ──► done
 *     └──────── (less) ──────────────────────────┘
 * </pre>
 */
record ByCreation(Course course, Stage stage) implements QboWalk {

    /** How far it is. */
    sealed interface Stage {
        /** How many there are is asked. */
        record Counting() implements Stage {}

        /** The records at these places are asked for: their moments are where ranges begin. */
        record Bounding(List<Long> places, List<Instant> bounds) implements Stage {}

        /** These ranges are not read yet; none when done. */
        record Reading(List<Range> ranges) implements Stage {}
    }

    static ByCreation everything(QboList list, SeenRows seen) {
        return new ByCreation(Course.begin(list, true, seen), new Stage.Counting());
    }

    /** Reads everything in place of a reading that could not. */
    static ByCreation everything(Course instead) {
        return new ByCreation(instead.anew(), new Stage.Counting());
    }

    static ByCreation of(Course course, JsonNode cursor) {
        JsonNode ranges = cursor.path("ranges");
        if (!ranges.isArray()) {
            return new ByCreation(course, new Stage.Counting());
        }
        List<Range> left = new ArrayList<>();
        ranges.forEach(range -> left.add(Range.of(range)));
        return new ByCreation(course, new Stage.Reading(left));
    }

    @Override
    public List<Question> ready() {
        List<Question> questions = new ArrayList<>();
        if (stage instanceof Stage.Counting) {
            questions.add(new QboQuestion.Count(course.list(), QboQuestion.Stretch.ALL, false));
        } else if (stage instanceof Stage.Bounding bounding) {
            bounding.places().forEach(place -> questions.add(bound(place)));
        } else if (stage instanceof Stage.Reading reading) {
            reading.ranges().forEach(range -> questions.add(range.question(course.list())));
        }
        return List.copyOf(questions);
    }

    private QboQuestion.Page bound(long place) {
        return new QboQuestion.Page(course.list(), QboQuestion.Stretch.ALL, place, 1, 1, false);
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Course next = course.answered(answer);
        if (stage instanceof Stage.Counting) {
            long count = QueryCount.in(answer.envelope());
            return new Step(new ByCreation(next.expecting(count), Ranges.counted(count)), List.of());
        }
        if (stage instanceof Stage.Bounding bounding) {
            Instant created = CreateTime.last(answer.rows());
            return new Step(new ByCreation(next, bounded(bounding, question, created)), List.of());
        }
        if (stage instanceof Stage.Reading reading) {
            for (Range range : reading.ranges()) {
                if (range.question(course.list()).key().equals(question.key())) {
                    Range.Read read = range.answered(question, answer);
                    Course after =
                            question instanceof QboQuestion.Count ? next : next.read(answer.rows(), read.publish());
                    return new Step(with(after, reading, range, read.rest()), read.publish());
                }
            }
        }
        throw new IllegalStateException("an answer of " + course.list().entity() + " that was not asked for");
    }

    private Stage bounded(Stage.Bounding bounding, Question question, @Nullable Instant created) {
        List<Long> places = new ArrayList<>(bounding.places());
        places.removeIf(place -> bound(place).key().equals(question.key()));
        List<Instant> bounds = new ArrayList<>(bounding.bounds());
        if (created != null) {
            bounds.add(created);
        }
        return places.isEmpty() ? Ranges.between(bounds) : new Stage.Bounding(places, bounds);
    }

    private static ByCreation with(Course course, Stage.Reading reading, Range before, @Nullable Range after) {
        List<Range> ranges = new ArrayList<>(reading.ranges());
        ranges.remove(before);
        if (after != null) {
            // Behind the others: ranges that end together leave no place empty in the end.
            ranges.add(after);
        }
        return new ByCreation(course, new Stage.Reading(ranges));
    }

    /**
     * A batch is refused whole for one bad item: first each question alone. Without count or bounds it is one range.
     */
    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        if (stage instanceof Stage.Counting) {
            return new ByCreation(course, new Stage.Reading(List.of(Range.of(QboQuestion.Stretch.ALL, Range.PAGE))));
        }
        if (stage instanceof Stage.Bounding bounding) {
            return new ByCreation(course, bounded(bounding, question, null));
        }
        if (stage instanceof Stage.Reading reading) {
            for (Range range : reading.ranges()) {
                QboQuestion open = range.question(course.list());
                if (open.key().equals(question.key())) {
                    Range otherwise = open.alone() ? range.uncounted() : range.byItself();
                    return otherwise == null ? null : with(course, reading, range, otherwise);
                }
            }
        }
        return null;
    }

    @Override
    public boolean done() {
        return stage instanceof Stage.Reading reading && reading.ranges().isEmpty();
    }

    @Override
    public JsonNode cursor() {
        ObjectNode cursor = course.cursor("by creation");
        if (stage instanceof Stage.Reading reading) {
            ArrayNode ranges = cursor.putArray("ranges");
            reading.ranges().forEach(range -> range.write(ranges.addObject()));
        }
        return cursor;
    }
}
