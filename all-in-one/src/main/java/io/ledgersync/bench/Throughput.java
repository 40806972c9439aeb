package io.ledgersync.bench;

import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.kit.Provider;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many records a second go from a provider into the ledger: a first sync with everything in one process, unlimited
 * quotas and the store in memory, from the first call until the ledger holds it all.
 */
record Throughput(Provider provider, int records) implements Bench.Benchmark {
    private static final int DEFAULT_RECORDS = 100_000;
    private static final String ORGANISATION = "9130350000000001";

    static Throughput of(Arguments arguments) {
        arguments.only("--provider", "--records");
        return new Throughput(arguments.provider(), arguments.number("--records", DEFAULT_RECORDS, 10, 99_999_999));
    }

    @Override
    public String run() {
        try (Workbench bench =
                new Workbench(LedgerSync.start(null, true, 0, Unlimited.configuration(), sandbox -> sandbox.define()
                        .organisation(OrganisationSpec.generated(
                                provider.name(), ORGANISATION, "Large books", 1, Mixture.of(provider, records)))
                        .quota(ORGANISATION, QuotaSpec.unlimited())))) {
            JsonNode run = bench.firstSync(bench.link("Large", provider, ORGANISATION));
            return report(run, bench.sandbox());
        }
    }

    private String report(JsonNode run, Sandbox sandbox) {
        long held = 0;
        for (Map.Entry<String, JsonNode> entry : run.path("entities").properties()) {
            held += entry.getValue().asLong();
        }
        List<Call> calls = sandbox.query().calls(ORGANISATION);
        Instant first = calls.get(0).at();
        Instant ended = Instant.parse(run.path("endedAt").asString());
        long millis = Math.max(1, Duration.between(first, ended).toMillis());
        return JsonMapper.shared()
                .createObjectNode()
                .put("benchmark", "throughput")
                .put("provider", provider.key())
                .put("state", run.path("state").asString())
                .put("records", held)
                .put("seconds", BigDecimal.valueOf(millis, 3))
                .put("recordsPerSecond", held * 1000 / millis)
                .put("calls", calls.size())
                .put("bytes", run.path("bytes").asLong())
                .put("peakHeapMb", HeapWatch.peakMegabytes())
                .put("store", System.getenv("MONGOD_BINARY") == null ? "embedded, in memory" : "mongod")
                .toString();
    }
}
