package io.ledgersync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.allinone.LedgerLog;
import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.Main;
import io.ledgersync.allinone.Options;
import io.ledgersync.allinone.demo.Comparison;
import io.ledgersync.allinone.demo.Demo;
import io.ledgersync.allinone.demo.Gateway;
import io.ledgersync.allinone.demo.Practice;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.Edits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The laptop's way to run it: one process on one folder, that ends and begins again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartIT {
    private static final Duration RUN = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    /** Twelve hours from now: no night begins meanwhile. */
    private static final String NIGHT_FROM =
            Integer.toString(OffsetDateTime.now(ZoneOffset.UTC).plusHours(12).getHour());

    private static final Map<String, String> NIGHT = Map.of("ledgersync.orchestrator.night.from", NIGHT_FROM);

    private static Options options;

    /** The first life: both clients are linked and synced, then the whole process is killed. */
    @BeforeAll
    static void killedAfterTheInitialSyncs() throws IOException, InterruptedException {
        options = Options.parse(new String[] {"--data", folder.resolve("data").toString(), "--port", "0"});
        Path out = folder.resolve("out");
        Path errors = folder.resolve("err");
        ProcessBuilder demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseParallelGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.springframework.boot.logging.LoggingSystem=none",
                        "-Dledgersync.registry.home=" + System.getProperty("ledgersync.registry.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--data",
                        options.data().toString(),
                        "--port",
                        "0")
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        demo.environment().put("LEDGERSYNC_ORCHESTRATOR_NIGHT_FROM", NIGHT_FROM);
        Process life = demo.start();
        try {
            await().atMost(RUN).pollInterval(Duration.ofMillis(100)).until(() -> {
                if (!life.isAlive()) {
                    throw new IllegalStateException("it has ended by itself:\n" + lastLines(out) + lastLines(errors));
                }
                return Files.readString(out).contains("The gateway answers at");
            });
        } finally {
            life.destroyForcibly();
            life.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static String lastLines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())) + "\n";
        } catch (IOException unreadable) {
            return unreadable + "\n";
        }
    }

    @Test
    @Order(1)
    void goesOnAfterItWasKilled() {
        goesOn(1);
    }

    @Test
    @Order(2)
    void goesOnAfterItWasStopped() {
        goesOn(2);
    }

    /**
     * Starts it again, edits and presses Sync Now.
     *
     * @param runsBefore of each client, in the lives before this one
     */
    private static void goesOn(int runsBefore) {
        try (LedgerSync system =
                LedgerSync.start(options.data(), true, 0, NIGHT, sandbox -> Demo.define(sandbox, options))) {
            Sandbox sandbox = system.sandbox().orElseThrow();
            Gateway gateway =
                    new Gateway(system.gateway(), () -> system.identity().token("adviser"));
            Practice practice = new Practice(gateway, system.gateway());
            int changesBefore = LedgerLog.read(system.infrastructure()).size();
            for (String name : List.of("Demo QBO", "Demo Xero")) {
                JsonNode client = practice.client(name);
                String id = client.path("id").asString();
                String organisation = client.path("organisationId").asString();
                assertThat(client.path("connectionId").isString())
                        .as(client.toString())
                        .isTrue();
                // It may have been killed before the link service had heard of the sync.
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> practice.client(name).path("lastSyncedAt").isString());
                assertThat(runs(gateway, id)).hasSize(runsBefore);
                assertThat(sandbox.query().calls(organisation))
                        .as("calls that nobody asked for")
                        .isEmpty();

                edit(sandbox.define().edits(organisation));
                JsonNode run = practice.watch(practice.syncNow(id), RUN, view -> {});

                assertThat(run.path("kind").asString()).isEqualTo("INCREMENTAL");
                assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("COMPLETED");
                assertThat(runs(gateway, id))
                        .hasSize(runsBefore + 1)
                        .filteredOn("INITIAL"::equals)
                        .hasSize(1);
                assertThat(sandbox.query().calls(organisation))
                        .hasSizeLessThanOrEqualTo(sandbox.query().minimumIncrementalCalls(organisation) + 10);
                Map<String, Comparison.Result> compared =
                        new Comparison(gateway, sandbox.query()).compare(id, organisation);
                assertThat(compared.values()).as(compared.toString()).allMatch(Comparison.Result::clean);
            }
            List<Change> changes = LedgerLog.read(system.infrastructure());
            assertThat(LedgerLog.firstOutOfOrder(changes)).isNull();
            assertThat(changes).hasSizeLessThan(changesBefore + changesBefore / 2);
        }
    }

    private static List<String> runs(Gateway gateway, String clientId) {
        return gateway.get("/api/clients/" + clientId + "/syncs")
                .expect(200)
                .path("items")
                .valueStream()
                .map(run -> run.path("kind").asString())
                .toList();
    }

    private static void edit(Edits hand) {
        hand.editAny("Invoice");
        hand.add("Invoice");
        hand.add("Invoice");
        hand.voidAny("Invoice");
        hand.deleteAny("Invoice");
        hand.editAny("Account");
        hand.add("Payment");
        hand.add("Payment");
        hand.deleteAny("Payment");
    }
}
