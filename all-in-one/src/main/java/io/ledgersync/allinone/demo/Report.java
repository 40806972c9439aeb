package io.ledgersync.allinone.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the demonstration has found, as one line of JSON. */
final class Report {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode report = JSON.createObjectNode();
    private final ArrayNode clients;
    private boolean good = true;

    Report(Duration start) {
        report.put("startSeconds", seconds(start));
        clients = report.putArray("clients");
    }

    /** One run, as it went. */
    record Run(JsonNode view, int minimumCalls, int throttled, Map<String, Long> entities) {}

    void add(
            DemoClient client,
            String organisation,
            Run initial,
            Run incremental,
            Map<String, Comparison.Result> compared) {
        ObjectNode one = clients.addObject()
                .put("name", client.client())
                .put("provider", client.name())
                .put("organisation", organisation);
        one.set("initial", run(initial));
        one.set("incremental", run(incremental));
        ObjectNode entities = one.putObject("entities");
        compared.forEach((type, result) -> {
            entities.putObject(type)
                    .put("source", result.source())
                    .put("ledger", result.ledger())
                    .put("missing", result.missing())
                    .put("different", result.different())
                    .put("extra", result.extra());
            good &= result.clean();
        });
        good &= state(initial).equals("COMPLETED") && state(incremental).equals("COMPLETED");
    }

    private static String state(Run run) {
        return run.view().path("state").asString("");
    }

    private static ObjectNode run(Run run) {
        JsonNode view = run.view();
        Instant began = Instant.parse(view.path("requestedAt").asString());
        Instant ended = Instant.parse(
                view.path("endedAt").asString(view.path("requestedAt").asString()));
        ObjectNode node = JSON.createObjectNode()
                .put("state", state(run))
                .put("calls", view.path("calls").asLong())
                .put("minimumCalls", run.minimumCalls())
                .put("throttled", run.throttled())
                .put("seconds", seconds(Duration.between(began, ended)));
        node.set("entities", JSON.valueToTree(run.entities()));
        return node;
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }

    /** Nothing is missing, different or extra, and every run is complete. */
    boolean good() {
        return good;
    }

    @Override
    public String toString() {
        return report.toString();
    }
}
