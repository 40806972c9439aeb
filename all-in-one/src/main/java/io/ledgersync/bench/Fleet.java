package io.ledgersync.bench;

import io.ledgersync.allinone.LedgerLog;
import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.Service;
import io.ledgersync.allinone.ServiceProcess;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.kit.Provider;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Query;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many large organisations at once through one connector, a process of its own with little memory, unlimited quotas;
 * stopped when its time is up. Nobody projects: what is measured and judged is what the connector has committed.
 */
record Fleet(Provider provider, int organisations, int records, Duration length) implements Bench.Benchmark {
    private static final int DEFAULT_ORGANISATIONS = 50;
    private static final int DEFAULT_RECORDS = 350_000;
    private static final int DEFAULT_MINUTES = 10;
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Until the orchestrator has heard and shown what was committed last. */
    private static final Duration WORD_ARRIVES = Duration.ofSeconds(5);

    private static final Set<String> FETCHED = Set.of("FETCHED", "COMPLETED");
    private static final Set<String> WELL = Set.of("RUNNING", "FETCHED", "COMPLETED");

    static Fleet of(Arguments arguments) {
        arguments.only("--provider", "--organisations", "--records", "--minutes");
        return new Fleet(
                arguments.provider(),
                arguments.number("--organisations", DEFAULT_ORGANISATIONS, 1, 1000),
                arguments.number("--records", DEFAULT_RECORDS, 35, 10_000_000),
                Duration.ofMinutes(arguments.number("--minutes", DEFAULT_MINUTES, 1, 60)));
    }

    private String organisation(int number) {
        return Long.toString(9_130_350_000_000_000L + number);
    }

    private void define(Sandbox sandbox) {
        BooksSpec books = Mixture.of(provider, records);
        for (int i = 0; i < organisations; i++) {
            sandbox.define()
                    .organisation(OrganisationSpec.generated(provider.name(), organisation(i), "Fleet " + i, i, books))
                    .quota(organisation(i), QuotaSpec.unlimited());
        }
    }

    @Override
    public String run() {
        EmbeddedInfrastructure embedded = EmbeddedInfrastructure.start(EnumSet.allOf(Part.class), null);
        try (Workbench bench = new Workbench(LedgerSync.start(
                LedgerSync.where(embedded),
                embedded::close,
                EnumSet.of(Service.GATEWAY, Service.LINK_SERVICE, Service.SYNC_ORCHESTRATOR),
                null,
                true,
                0,
                Unlimited.configuration(),
                this::define))) {
            Map<String, String> clients = new LinkedHashMap<>();
            long began = System.nanoTime();
            Watched watched;
            try (ServiceProcess connector = ServiceProcess.start(
                    provider == Provider.XERO ? Service.XERO_CONNECTOR : Service.QBO_CONNECTOR,
                    bench.system().deployment(),
                    logs())) {
                for (int i = 0; i < organisations; i++) {
                    clients.put(bench.link("Fleet " + i, provider, organisation(i)), organisation(i));
                }
                watched = watch(connector, bench, clients, began);
            }
            Duration took = elapsed(began);
            pause(WORD_ARRIVES);
            return report(bench, clients, watched, took);
        }
    }

    /** What was seen of the connector, and whether it lived to the end. */
    private record Watched(BigDecimal peakHeapMb, boolean survived) {}

    private Watched watch(ServiceProcess connector, Workbench bench, Map<String, String> clients, long began) {
        try (HeapWatch heap = HeapWatch.on(connector.pid())) {
            boolean alive = true;
            while (alive && elapsed(began).compareTo(length) < 0 && !allFetched(bench, clients)) {
                pause(LOOK);
                alive = heap.look() && connector.isAlive();
            }
            return new Watched(heap.megabytes(), alive);
        }
    }

    private String report(Workbench bench, Map<String, String> clients, Watched watched, Duration took) {
        Committed committed = new Committed();
        LedgerLog.forEach(bench.system().infrastructure(), committed::add);
        int failed = 0;
        long lost = 0;
        for (Map.Entry<String, String> client : clients.entrySet()) {
            JsonNode run = bench.practice().newestRun(client.getKey());
            failed += watched.survived() && run != null && WELL.contains(state(run)) ? 0 : 1;
            lost += committed.lost(client.getKey(), run) + unread(committed, bench, client, run);
        }
        return JsonMapper.shared()
                .createObjectNode()
                .put("organisations", organisations)
                .put("peakHeapMb", watched.peakHeapMb())
                .put("recordsPerSecond", committed.size() / Math.max(1, took.toSeconds()))
                .put("failed", failed)
                .put("lost", lost)
                .toString();
    }

    private long unread(
            Committed committed, Workbench bench, Map.Entry<String, String> client, @Nullable JsonNode run) {
        Query books = bench.sandbox().query();
        return provider == Provider.XERO
                ? committed.holes(client.getKey(), client.getValue(), books)
                : committed.missing(client.getKey(), client.getValue(), run, books);
    }

    private static String state(JsonNode run) {
        return run.path("state").asString("");
    }

    private static boolean allFetched(Workbench bench, Map<String, String> clients) {
        return clients.keySet().stream()
                .map(bench.practice()::newestRun)
                .allMatch(run -> run != null && FETCHED.contains(state(run)));
    }

    private static Duration elapsed(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Path logs() {
        try {
            return Files.createTempDirectory("ledger-sync-fleet-");
        } catch (IOException failed) {
            throw new UncheckedIOException("a folder for the connector's log", failed);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
