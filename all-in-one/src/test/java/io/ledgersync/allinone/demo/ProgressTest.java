package io.ledgersync.allinone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    /** What was written since it was last asked for. */
    private String taken() {
        String text = written.toString(StandardCharsets.UTF_8);
        written.reset();
        return text;
    }

    private static JsonNode run(String state, String streams) {
        return JsonMapper.shared().readTree("{\"state\":\"" + state + "\",\"streams\":[" + streams + "]}");
    }

    private static String stream(String name, String phase, long records, Long expected) {
        return "{\"stream\":\"%s\",\"phase\":\"%s\",\"records\":%d,\"expected\":%s}"
                .formatted(name, phase, records, expected);
    }

    @Test
    void pipedItIsALineForEachChangeWithoutControlCharacters() {
        Progress progress = new Progress(out, false);

        progress.show("Demo Xero", run("RUNNING", stream("Invoices", "READING", 1000, 1200L)));
        progress.show("Demo Xero", run("RUNNING", stream("Invoices", "READING", 1000, 1200L)));
        progress.show("Demo Xero", run("COMPLETED", stream("Invoices", "DONE", 1200, 1200L)));

        assertThat(taken().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "Demo Xero Invoices READING 1000 of 1200",
                        "Demo Xero RUNNING",
                        "Demo Xero Invoices DONE 1200 of 1200",
                        "Demo Xero COMPLETED");
    }

    @Test
    void saysWhatARunWaitsFor() {
        ObjectNode waiting = (ObjectNode) run("RUNNING", "");
        waiting.put("waitingFor", "MINUTE");

        new Progress(out, false).show("Demo QBO", waiting);

        assertThat(taken()).contains("RUNNING, waits for MINUTE");
    }

    @Test
    void aBarIsAsFullAsTheStreamIs() {
        Progress progress = new Progress(out, true);

        progress.show("Demo Xero", run("RUNNING", stream("Invoices", "READING", 600, 1200L)));
        assertThat(taken()).contains("█".repeat(15) + "░".repeat(15)).contains("600 of 1200");

        progress.show("Demo Xero", run("RUNNING", stream("Journals", "READING", 600, null)));
        assertThat(taken()).contains("░".repeat(30)).doesNotContain("█");
    }

    @Test
    void whatIsDoneIsWrittenOnceAndWhatMovesIsDrawnAgain() {
        Progress progress = new Progress(out, true);
        String accounts = stream("Accounts", "DONE", 40, null);

        progress.show("Demo Xero", run("RUNNING", accounts + "," + stream("Invoices", "READING", 600, 1200L)));
        assertThat(taken()).contains("Accounts").contains("1 of 2 lists");
        progress.show("Demo Xero", run("RUNNING", accounts + "," + stream("Invoices", "READING", 900, 1200L)));

        assertThat(taken()).doesNotContain("Accounts").contains("\u001b[2A").contains("900 of 1200");
    }

    @Test
    void whatMovesFitsIntoASmallTerminalHoweverManyStreamsThereAre() {
        ArrayNode streams = JsonMapper.shared().createArrayNode();
        IntStream.range(0, 30)
                .forEach(i -> streams.add(JsonMapper.shared().readTree(stream("Stream" + i, "READING", 1, 2L))));
        ObjectNode run = (ObjectNode) run("RUNNING", "");
        run.set("streams", streams);
        Progress progress = new Progress(out, true);

        for (String client : List.of("Demo Xero", "Demo QBO")) {
            progress.show(client, run);
        }
        taken();
        progress.show("Demo Xero", run);

        assertThat(taken().lines().count()).isLessThan(20);
    }
}
