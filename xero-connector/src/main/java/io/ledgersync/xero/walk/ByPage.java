package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list that can be asked for by the number of a page alone, again and again until a pass finds nothing new:
 * nothing is promised of its order, and a row that leaves it moves all behind it to a page that was read.
 *
 * @param page the next one, from 1
 * @param pass from 1
 * @param found this pass found a row that no answer had before
 */
record ByPage(Course course, int page, int pass, boolean found, boolean done) implements XeroWalk {
    /** In books that never rest what comes later is the next run's. */
    private static final int MOST_PASSES = 5;

    static ByPage begin(XeroList list) {
        return new ByPage(Course.begin(list, true, SeenRows.NONE), 1, 1, false, false);
    }

    /** Rows seen do not travel: the pass finds them new, and another follows. */
    static ByPage of(XeroList list, JsonNode cursor) {
        return new ByPage(
                Course.of(list, cursor),
                cursor.path("page").asInt(1),
                cursor.path("pass").asInt(1),
                cursor.path("found").asBoolean(true),
                cursor.path("done").asBoolean(false));
    }

    @Override
    public List<Question> ready() {
        return done ? List.of() : List.of(new XeroQuestion.NumberedPage(course.list(), page, pass));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        List<Row> fresh = course.seen().fresh(answer.rows());
        Course next = course.answered(answer).remembering(course.seen().and(answer.rows()));
        boolean news = found || !fresh.isEmpty();
        return new Step(next(next, news, answer.rows().size() < course.list().mostRows()), fresh);
    }

    private ByPage next(Course next, boolean news, boolean last) {
        if (!last) {
            return new ByPage(next, page + 1, pass, news, false);
        }
        boolean settled = !news || (pass == 1 && page == 1) || pass == MOST_PASSES;
        return settled ? new ByPage(next, 1, pass, false, true) : new ByPage(next, 1, pass + 1, false, false);
    }

    @Override
    public XeroWalk sweep() {
        return begin(course.list());
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public boolean severalPages() {
        return course.answers() > 1;
    }

    @Override
    public @Nullable Long expected() {
        return null;
    }

    @Override
    public String watermark() {
        return course.watermark().toString();
    }

    @Override
    public JsonNode cursor() {
        ObjectNode cursor = course.cursor("by page");
        return cursor.put("page", page).put("pass", pass).put("found", found).put("done", done);
    }
}
