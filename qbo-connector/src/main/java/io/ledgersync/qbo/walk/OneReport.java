package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.Walk;
import io.ledgersync.qbo.ask.QboQuestion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for a report, whose one answer is its one record. One that cannot be used is none: it proves nothing, and
 * nothing of the books is missing for it.
 *
 * @param tries answers so far that were no report
 */
record OneReport(Course course, int tries, boolean done) implements QboWalk {
    private static final Logger LOGGER = LoggerFactory.getLogger(OneReport.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Stands in a report that is cut off after 400,000 cells, with which QuickBooks still answers 200. */
    private static final String CUT = "Unable to display more data";

    private static final int TRIES = 3;

    @Override
    public List<Question> ready() {
        return done ? List.of() : List.of(new QboQuestion.Report(course.list()));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        return new Step(new OneReport(course.answered(answer), tries, true), record(answer.envelope()));
    }

    private List<Row> record(JsonNode report) {
        String entity = course.list().entity();
        String text = JSON.writeValueAsString(report);
        if (text.contains(CUT)) {
            LOGGER.atWarn().addKeyValue("report", entity).log("A report was cut and proves nothing");
            return List.of();
        }
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return List.of(new Row(List.of(entity), bytes, course.list().read(report), null));
        } catch (UnreadableRecord unreadable) {
            LOGGER.atWarn()
                    .addKeyValue("report", entity)
                    .setCause(unreadable)
                    .log("A report cannot be read and proves nothing");
            return List.of();
        }
    }

    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        boolean again = fault.code().equals(QboQuestion.Report.UNUSABLE) && tries + 1 < TRIES;
        if (!again) {
            LOGGER.atWarn()
                    .addKeyValue("report", course.list().entity())
                    .addKeyValue("error", fault.detail())
                    .log("A report cannot be had");
        }
        return again ? new OneReport(course, tries + 1, false) : null;
    }

    @Override
    public JsonNode cursor() {
        return course.cursor("report");
    }
}
