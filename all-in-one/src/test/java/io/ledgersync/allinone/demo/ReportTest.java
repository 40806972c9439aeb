package io.ledgersync.allinone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Comparison.Result CLEAN = new Comparison.Result(5, 5, 0, 0, 0);

    private static Report.Run run(String state) {
        Map<String, Long> entities = new LinkedHashMap<>();
        entities.put("Account", 40L);
        entities.put("Invoice", 5L);
        return new Report.Run(JsonMapper.shared().readTree("""
                        {"state":"%s","calls":11,
                         "requestedAt":"2026-11-23T10:00:00.500Z","endedAt":"2026-11-23T10:00:03.750Z"}
                        """.formatted(state)), 10, 0, entities);
    }

    private static Report report(String initial, String incremental, Comparison.Result result) {
        Report report = new Report(Duration.ofMillis(12_345));
        report.add(DemoClient.XERO, "Harbour Lane", run(initial), run(incremental), Map.of("Invoice", result));
        return report;
    }

    @Test
    void isOneLineInTheAgreedFormat() {
        String run = "{\"state\":\"COMPLETED\",\"calls\":11,\"minimumCalls\":10,\"throttled\":0,\"seconds\":3.250,"
                + "\"entities\":{\"Account\":40,\"Invoice\":5}}";

        assertThat(report("COMPLETED", "COMPLETED", CLEAN))
                .hasToString("{\"startSeconds\":12.345,\"clients\":[{\"name\":\"Demo Xero\",\"provider\":\"XERO\","
                        + "\"organisation\":\"Harbour Lane\",\"initial\":" + run + ",\"incremental\":" + run
                        + ",\"entities\":{\"Invoice\":"
                        + "{\"source\":5,\"ledger\":5,\"missing\":0,\"different\":0,\"extra\":0}}}]}");
    }

    @Test
    void isGoodWhenEveryRunIsCompleteAndNothingDiffers() {
        assertThat(report("COMPLETED", "COMPLETED", CLEAN).good()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1,0,0", "0,1,0", "0,0,1"})
    void isNotGoodWhenSomethingIsMissingDifferentOrExtra(int missing, int different, int extra) {
        assertThat(report("COMPLETED", "COMPLETED", new Comparison.Result(5, 5, missing, different, extra))
                        .good())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED_WITH_GAPS", "FAILED", "CANCELLED"})
    void isNotGoodWhenARunDidNotComplete(String state) {
        assertThat(report(state, "COMPLETED", CLEAN).good()).isFalse();
        assertThat(report("COMPLETED", state, CLEAN).good()).isFalse();
    }

    @Test
    void oneBadClientIsEnough() {
        Report report = report("COMPLETED", "COMPLETED", new Comparison.Result(5, 4, 1, 0, 0));
        report.add(DemoClient.QBO, "Willow", run("COMPLETED"), run("COMPLETED"), Map.of("Invoice", CLEAN));

        assertThat(report.good()).isFalse();
    }
}
