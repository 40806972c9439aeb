package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.qbo.ask.QboQuestion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for a report, whose one answer is its one record. */
record OneReport(Course course, boolean done) implements QboWalk {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<Question> ready() {
        return done ? List.of() : List.of(new QboQuestion.Report(course.list()));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        return new Step(new OneReport(course.answered(answer), true), List.of(row(answer.envelope())));
    }

    private Row row(JsonNode report) {
        List<String> path = List.of(course.list().entity());
        byte[] bytes = JSON.writeValueAsBytes(report);
        try {
            return new Row(path, bytes, course.list().read(report), null);
        } catch (UnreadableRecord unreadable) {
            return new Row(path, bytes, null, unreadable);
        }
    }

    @Override
    public JsonNode cursor() {
        return course.cursor("report");
    }
}
