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
 * @param french it is asked for by the name that it has in France
 */
record OneReport(Course course, int tries, boolean french, boolean done) implements QboWalk {
    private static final Logger LOGGER = LoggerFactory.getLogger(OneReport.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Stands in a report that is cut off after 400,000 cells, with which QuickBooks still answers 200. */
    private static final String CUT = "Unable to display more data";

    private static final int TRIES = 3;
    /** Which country a company is in does not say it: its language may be another. */
    private static final String FRENCH = "FR";

    @Override
    public List<Question> ready() {
        return done
                ? List.of()
                : List.of(new QboQuestion.Report(course.list(), course.list().entity() + (french ? FRENCH : "")));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        return new Step(new OneReport(course.answered(answer), tries, french, true), record(answer.envelope()));
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
        boolean unusable = fault.code().equals(QboQuestion.Report.UNUSABLE);
        boolean again = unusable && tries + 1 < TRIES;
        if (!unusable && !french) {
            return new OneReport(course, 0, true, false);
        }
        if (!again) {
            LOGGER.atWarn()
                    .addKeyValue("report", course.list().entity())
                    .addKeyValue("error", fault.detail())
                    .log("A report cannot be had");
        }
        return again ? new OneReport(course, tries + 1, french, false) : null;
    }

    @Override
    public JsonNode cursor() {
        return course.cursor("report");
    }
}
