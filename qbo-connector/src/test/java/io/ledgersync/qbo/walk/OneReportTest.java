package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.TrialBalance;
import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.qbo.ask.QboQuestion;
import io.ledgersync.qbo.stream.Lists;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A report that cannot be used is none: no record, no dead letter, no gap. */
class OneReportTest {
    private static final String HEADER =
            "{\"Header\":{\"StartPeriod\":\"2026-01-01\",\"EndPeriod\":\"2026-11-23\",\"Currency\":\"USD\"},\"Rows\":{\"Row\":[";
    private static final String ACCOUNT =
            "{\"ColData\":[{\"value\":\"Checking\",\"id\":\"35\"},{\"value\":\"12.50\"},{\"value\":\"\"}]}";

    private final Walk walk = new QboReport(Lists.named("TrialBalance")).begin(null);

    @Test
    void bringsTheReport() {
        List<Row> rows = answered(HEADER + ACCOUNT + "]}}").publish();
        assertThat(rows).hasSize(1);
        assertThat(((TrialBalance) rows.get(0).read().entity()).getRows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ACCOUNT + ",{\"ColData\":[{\"value\":\"Unable to display more data. Please reduce the date range.\"}]}",
                "{\"ColData\":[{\"value\":\"\"},{\"value\":\"Unable to display more data. Please reduce the date range.\"}]},"
                        + ACCOUNT,
                "{\"type\":\"Section\",\"Header\":{\"ColData\":[{\"value\":\"Unable to display more data.\"}]}}",
                "{\"ColData\":[{\"value\":\"Checking\",\"id\":\"35\"},{\"value\":\"much\"},{\"value\":\"\"}]}"
            })
    void bringsNothingWhereItIsCutOrCannotBeRead(String rows) {
        Step step = answered(HEADER + rows + "]}}");
        assertThat(step.publish()).isEmpty();
        assertThat(step.walk().done()).isTrue();
    }

    @Test
    void triesAFewTimesAndDoesWithoutThen() {
        Walk again = refused(walk);
        Walk oncemore = refused(again);
        assertThat(oncemore.ready()).isEqualTo(walk.ready());
        assertThat(refused(oncemore)).isNull();
    }

    @Test
    void asksByTheNameThatAReportHasInFranceBeforeItDoesWithout() {
        Fault.Rejected refusal = new Fault.Rejected("REJECTED", "no such report");
        Walk french = walk.rejected(walk.ready().get(0), refusal);
        Question question = french.ready().get(0);
        assertThat(((QboQuestion.Report) question).name()).isEqualTo("TrialBalanceFR");
        assertThat(french.rejected(question, refusal)).isNull();
    }

    private static Walk refused(Walk walk) {
        Question question = walk.ready().get(0);
        return walk.rejected(question, new Fault.Rejected(QboQuestion.Report.UNUSABLE, "not JSON"));
    }

    private Step answered(String report) {
        Answer answer = new Answer(
                JsonMapper.shared().readTree(report), List.of(), Instant.parse("2026-11-23T08:00:00Z"), false);
        return walk.answered(walk.ready().get(0), answer);
    }
}
