package io.ledgersync.bench;

import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.demo.Gateway;
import io.ledgersync.allinone.demo.Practice;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many records a second go from a provider into the ledger: a first sync with everything in one process, unlimited
 * quotas and the store in memory, from the first call until the ledger holds it all.
 */
record Throughput(String provider, int records) {
    private static final int DEFAULT_RECORDS = 100_000;
    /** Invoices, bank transactions and journals ten parts each, contacts two, payments three. */
    private static final int PARTS = 35;

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final String ORGANISATION = "9130350000000001";

    static Throughput parse(String[] arguments) {
        String provider = "xero";
        int records = DEFAULT_RECORDS;
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--provider" -> provider = value.toLowerCase(Locale.ROOT);
                case "--records" -> records = number(value);
                default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
            }
        }
        if (!provider.equals("xero") && !provider.equals("qbo")) {
            throw new IllegalArgumentException("--provider is \"" + provider + "\"; allowed: xero, qbo");
        }
        return new Throughput(provider, records);
    }

    private static int number(String value) {
        if (!value.matches("[1-9]\\d{1,7}")) {
            throw new IllegalArgumentException("--records is \"" + value + "\"; allowed: 10 to 99999999");
        }
        return Integer.parseInt(value);
    }

    private BooksSpec books() {
        int ten = records / PARTS * 10;
        int two = records / PARTS * 2;
        int three = records / PARTS * 3;
        return new BooksSpec(
                provider.equals("xero")
                        ? Map.of(
                                "Account",
                                40,
                                "Invoice",
                                ten,
                                "BankTransaction",
                                ten,
                                "Journal",
                                ten,
                                "Contact",
                                two,
                                "Payment",
                                three)
                        : Map.of(
                                "Account",
                                40,
                                "Item",
                                40,
                                "Vendor",
                                40,
                                "Invoice",
                                ten,
                                "Purchase",
                                ten,
                                "JournalEntry",
                                ten,
                                "Customer",
                                two,
                                "Payment",
                                three));
    }

    private static Map<String, String> unlimited() {
        Map<String, String> configuration = new HashMap<>();
        for (String key : List.of(
                "xero.quota.minute",
                "xero.quota.day",
                "xero.quota.app-minute",
                "qbo.quota.minute",
                "qbo.quota.second",
                "qbo.quota.batch-minute")) {
            configuration.put("ledgersync." + key, "0");
        }
        configuration.put("ledgersync.xero.quota.concurrent", "20");
        configuration.put("ledgersync.qbo.quota.concurrent", "20");
        return configuration;
    }

    /** Runs it and answers the line of JSON. */
    String run() {
        String name = provider.toUpperCase(Locale.ROOT);
        try (LedgerSync system = LedgerSync.start(null, true, 0, unlimited(), sandbox -> sandbox.define()
                .organisation(OrganisationSpec.generated(name, ORGANISATION, "Large books", 1, books()))
                .quota(ORGANISATION, QuotaSpec.unlimited()))) {
            Practice practice = new Practice(
                    new Gateway(system.gateway(), () -> system.identity().token("adviser")), system.gateway());
            String client = practice.client("Large").path("id").asString();
            practice.link(client, name, ORGANISATION);
            JsonNode run = practice.watch(practice.firstRun(client, Duration.ofMinutes(1)), LONGEST, view -> {});
            return report(run, system.sandbox().orElseThrow());
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
                .put("provider", provider)
                .put("state", run.path("state").asString())
                .put("records", held)
                .put("seconds", BigDecimal.valueOf(millis, 3))
                .put("recordsPerSecond", held * 1000 / millis)
                .put("calls", calls.size())
                .put("bytes", run.path("bytes").asLong())
                .put("peakHeapMb", peakHeapMb())
                .put("store", System.getenv("MONGOD_BINARY") == null ? "embedded, in memory" : "mongod")
                .toString();
    }

    private static BigDecimal peakHeapMb() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1024L * 1024), 0, RoundingMode.HALF_UP);
    }
}
