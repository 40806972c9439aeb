package io.ledgersync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.allinone.Deployment;
import io.ledgersync.allinone.Infrastructure;
import io.ledgersync.allinone.LedgerLog;
import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.Service;
import io.ledgersync.allinone.ServiceProcess;
import io.ledgersync.allinone.demo.Comparison;
import io.ledgersync.allinone.demo.Gateway;
import io.ledgersync.allinone.demo.Practice;
import io.ledgersync.embedded.FreePort;
import io.ledgersync.sandbox.Browser;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.Latency;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every service as a JVM of its own, killed in the middle of syncs, and replicas that come and go. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {
    private static final Duration RUN = Duration.ofMinutes(4);
    private static final Duration LATENCY = Duration.ofMillis(200);
    /** Calls of one stream that may be asked for again after a kill: those of the slice that was not committed. */
    private static final int CALLS_OF_A_SLICE = 3_000 / 200 + 5;

    private static final int ORGANISATIONS = 50;
    /** So many of them are not read within a minute's calls. */
    private static final int LARGE = 5;
    /** Less than the organisations' minutes permit together, so that the app's binds. */
    private static final int APP_MINUTE = 1_700;

    private static final Pattern RUNS_HELD =
            Pattern.compile("^ledgersync_connector_runs_held\\{[^}]*} ([0-9.]+)$", Pattern.MULTILINE);

    @TempDir
    static Path logs;

    private static LedgerSync system;
    private static Sandbox sandbox;
    private static Gateway gateway;
    private static Practice practice;
    private static Infrastructure where;
    private static final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
    private static final List<ServiceProcess> replicas = new ArrayList<>();

    @BeforeAll
    static void start() {
        TestInfrastructure infrastructure = TestInfrastructure.start();
        where = infrastructure.where();
        Map<String, String> overrides = new HashMap<>(Map.of(
                "ledgersync.connector.call-timeout", "5s",
                "ledgersync.connector.session-timeout", "7s",
                "ledgersync.orchestrator.cool-down", "0s"));
        for (String provider : List.of("xero", "qbo")) {
            for (String limit : List.of("minute", "day", "second", "batch-minute")) {
                if (provider.equals("qbo") || !Set.of("second", "batch-minute").contains(limit)) {
                    overrides.put("ledgersync." + provider + ".quota." + limit, "0");
                }
            }
        }
        system = LedgerSync.start(
                infrastructure.where(),
                infrastructure.stop(),
                EnumSet.of(Service.GATEWAY),
                null,
                true,
                0,
                overrides,
                books -> {});
        sandbox = system.sandbox().orElseThrow();
        gateway = new Gateway(system.gateway(), () -> system.identity().token("adviser"));
        practice = new Practice(gateway, system.gateway());
        for (Service service : EnumSet.complementOf(EnumSet.of(Service.GATEWAY))) {
            processes.put(service, ServiceProcess.start(service, system.deployment(), logs));
        }
        processes.values().forEach(CrashIT::awaitUp);
    }

    @AfterAll
    static void stop() {
        Stream.concat(processes.values().stream(), replicas.stream()).parallel().forEach(ServiceProcess::close);
        if (system != null) {
            system.close();
        }
    }

    private static void awaitUp(ServiceProcess process) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(process::isUp);
    }

    private static String linked(String name, String provider, String organisation) {
        String id = practice.client(name).path("id").asString();
        practice.link(id, provider, organisation);
        return id;
    }

    @Test
    @Order(1)
    void killedAnywhereInTheMiddleOfSyncsNothingIsLostOrDoubled() throws InterruptedException {
        long seed = Long.getLong("ledgersync.test.seed", System.nanoTime());
        System.err.println("CrashIT seed " + seed + " (repeat with -Dledgersync.test.seed=" + seed + ")");
        Random random = new Random(seed);
        Map<String, String> clients = new LinkedHashMap<>();
        BooksSpec xero = new BooksSpec(Map.of(
                "Account",
                20,
                "Contact",
                1500,
                "Invoice",
                6000,
                "Payment",
                2000,
                "BankTransaction",
                3000,
                "Journal",
                4000));
        BooksSpec qbo = new BooksSpec(Map.of(
                "Account",
                20,
                "Customer",
                300,
                "Invoice",
                6000,
                "Payment",
                1500,
                "Purchase",
                4000,
                "JournalEntry",
                1200));
        define(OrganisationSpec.generated("XERO", "crash-xero-1", "Crash Xero 1", 11, xero));
        define(OrganisationSpec.generated("XERO", "crash-xero-2", "Crash Xero 2", 12, xero));
        define(OrganisationSpec.generated("QBO", "880001", "Crash QBO", 13, qbo));
        clients.put("crash-xero-1", linked("Crash Xero 1", "XERO", "crash-xero-1"));
        clients.put("crash-xero-2", linked("Crash Xero 2", "XERO", "crash-xero-2"));
        clients.put("880001", linked("Crash QBO", "QBO", "880001"));

        List<Service> victims = new ArrayList<>(List.of(
                Service.XERO_CONNECTOR,
                Service.XERO_CONNECTOR,
                Service.XERO_CONNECTOR,
                Service.QBO_CONNECTOR,
                Service.LEDGER_STORE,
                Service.LEDGER_STORE,
                Service.SYNC_ORCHESTRATOR,
                Service.SYNC_ORCHESTRATOR,
                Service.LINK_SERVICE,
                Service.LINK_SERVICE));
        Collections.shuffle(victims, random);
        for (Service victim : victims) {
            Thread.sleep(500 + random.nextInt(2_500));
            processes.get(victim).kill();
            edit(random);
            processes.put(victim, ServiceProcess.start(victim, system.deployment(), logs));
            awaitUp(processes.get(victim));
            clients.values().forEach(CrashIT::pressWhenIdle);
        }
        clients.values().forEach(client -> await().atMost(RUN)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> ended(practice.newestRun(client))));
        long repeated = repeatedJournalCalls("crash-xero-1");
        for (Map.Entry<String, String> client : clients.entrySet()) {
            JsonNode run = practice.watch(practice.syncNow(client.getValue()), RUN, view -> {});
            assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("COMPLETED");
            Map<String, Comparison.Result> compared =
                    new Comparison(gateway, sandbox.query()).compare(client.getValue(), client.getKey());
            assertThat(compared.values()).as(client.getKey() + " " + compared).allMatch(Comparison.Result::clean);
        }

        assertThat(LedgerLog.firstOutOfOrder(LedgerLog.read(where))).isNull();
        assertThat(repeated).as("journal calls asked for again").isLessThanOrEqualTo(3L * CALLS_OF_A_SLICE);
    }

    private static void define(OrganisationSpec spec) {
        sandbox.define()
                .organisation(spec)
                .quota(spec.organisationId(), QuotaSpec.unlimited())
                .latency(spec.organisationId(), new Latency(LATENCY, Duration.ofNanos(20_000)));
    }

    private static void edit(Random random) {
        for (String organisation : List.of("crash-xero-1", "crash-xero-2")) {
            sandbox.define().edits(organisation).editAny("Invoice");
            sandbox.define().edits(organisation).add("BankTransaction");
            sandbox.define().edits(organisation).deleteAny(random.nextBoolean() ? "Payment" : "Invoice");
        }
        sandbox.define().edits("880001").editAny("Invoice");
        sandbox.define().edits("880001").add("Purchase");
        sandbox.define().edits("880001").deleteAny(random.nextBoolean() ? "Invoice" : "Purchase");
    }

    private static void pressWhenIdle(String client) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            JsonNode run = practice.newestRun(client);
            if (run != null && ended(run)) {
                practice.syncNow(client);
            }
            return true;
        });
    }

    private static boolean ended(JsonNode run) {
        return run != null
                && Set.of("COMPLETED", "COMPLETED_WITH_GAPS", "FAILED", "CANCELLED")
                        .contains(run.path("state").asString(""));
    }

    /** How many calls of the first walk through the journals were made more than once. */
    private static long repeatedJournalCalls(String organisation) {
        Map<String, Integer> asked = new HashMap<>();
        long repeated = 0;
        for (Call call : sandbox.query().calls(organisation)) {
            if (call.target().contains("/Journals?offset=")
                    && call.rows() == 100
                    && asked.merge(call.target(), 1, Integer::sum) > 1) {
                repeated++;
            }
        }
        return repeated;
    }

    /** What makes the fleet of one provider's organisations. */
    private record Fleet(
            String provider,
            Service connector,
            String organisation,
            Map<String, String> quotas,
            Duration latency,
            BooksSpec large,
            BooksSpec small) {

        String id(int number) {
            return organisation + number;
        }

        Map<String, String> limited(Deployment deployment) {
            Map<String, String> properties = new HashMap<>(deployment.of(connector));
            // Where the machine stands still for longer than a call may take, the provider would count calls that
            // nobody
            // waits for any more beside the next ones.
            properties.put("ledgersync.connector.call-timeout", "30s");
            quotas.forEach((limit, value) ->
                    properties.put("ledgersync." + provider.toLowerCase(Locale.ROOT) + ".quota." + limit, value));
            return properties;
        }
    }

    private static final Fleet XERO = new Fleet(
            "XERO",
            Service.XERO_CONNECTOR,
            "shared-xero-",
            Map.of("minute", "60", "day", "5000"),
            Duration.ofMillis(300),
            new BooksSpec(Map.of(
                    "Account",
                    12,
                    "Contact",
                    1500,
                    "Invoice",
                    4000,
                    "Payment",
                    1000,
                    "BankTransaction",
                    2000,
                    "Journal",
                    1800)),
            new BooksSpec(Map.of(
                    "Account",
                    12,
                    "Contact",
                    50,
                    "Invoice",
                    150,
                    "Payment",
                    40,
                    "BankTransaction",
                    60,
                    "Journal",
                    90)));

    private static final Fleet QBO = new Fleet(
            "QBO",
            Service.QBO_CONNECTOR,
            "7700",
            Map.of("minute", "500", "second", "10", "batch-minute", "40"),
            Duration.ofMillis(100),
            new BooksSpec(Map.of(
                    "Account",
                    12,
                    "Customer",
                    1200,
                    "Invoice",
                    5000,
                    "Payment",
                    1000,
                    "Purchase",
                    5000,
                    "JournalEntry",
                    500)),
            new BooksSpec(Map.of(
                    "Account", 12, "Customer", 50, "Invoice", 150, "Payment", 40, "Purchase", 60, "JournalEntry", 20)));

    @Test
    @Order(2)
    void fiftyOrganisationsOfEachProviderKeepEveryQuotaWhileReplicasDieAndCome() throws InterruptedException {
        limitTheAppsMinute();
        List<Linked> clients = new ArrayList<>(setOut(XERO));
        clients.addAll(setOut(QBO));
        for (Linked client : clients) {
            JsonNode run = client.practice()
                    .watch(client.practice().firstRun(client.id(), Duration.ofMinutes(1)), RUN, view -> {});
            assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("COMPLETED");
        }
        sandbox.expect().noQuotaViolation();
        for (Linked client : clients) {
            sandbox.expect().noThrottling(client.organisation());
        }
        clients.parallelStream().forEach(client -> assertThat(new Comparison(client.gateway(), sandbox.query())
                        .compare(client.id(), client.organisation())
                        .values())
                .as(client.organisation())
                .allMatch(Comparison.Result::clean));
    }

    private static void limitTheAppsMinute() {
        sandbox.define().xeroAppMinute(APP_MINUTE);
        processes.remove(Service.LINK_SERVICE).close();
        Map<String, String> limited = new HashMap<>(system.deployment().of(Service.LINK_SERVICE));
        limited.put("ledgersync.xero.quota.app-minute", Integer.toString(APP_MINUTE));
        processes.put(Service.LINK_SERVICE, ServiceProcess.start(Service.LINK_SERVICE, limited, logs));
        awaitUp(processes.get(Service.LINK_SERVICE));
    }

    /** Links a fleet to three replicas, of which one is killed and replaced, and one leaves: its first runs go on. */
    private static List<Linked> setOut(Fleet fleet) throws InterruptedException {
        processes.remove(fleet.connector()).close();
        Map<String, String> limited = fleet.limited(system.deployment());
        for (int i = 1; i <= ORGANISATIONS; i++) {
            sandbox.define()
                    .organisation(OrganisationSpec.generated(
                            fleet.provider(),
                            fleet.id(i),
                            "Shared " + fleet.id(i),
                            20 + i,
                            i <= LARGE ? fleet.large() : fleet.small()))
                    .latency(fleet.id(i), new Latency(fleet.latency(), Duration.ofNanos(50_000)));
        }
        ServiceProcess first = ServiceProcess.start(fleet.connector(), with(limited, 0), logs);
        Map<String, String> secondHas = with(limited, 1);
        ServiceProcess second = ServiceProcess.start(fleet.connector(), secondHas, logs);
        replicas.add(second);
        ServiceProcess third = ServiceProcess.start(fleet.connector(), with(limited, 2), logs);
        processes.put(fleet.connector(), first);
        List.of(first, second, third).forEach(CrashIT::awaitUp);
        boolean killed = false;
        try (ServiceProcess leaving = third) {
            List<Linked> clients = new ArrayList<>();
            Gateway others =
                    new Gateway(system.gateway(), () -> system.identity().token("outsider"));
            Practice otherPractice = new Practice(others, system.gateway());
            for (int i = 1; i <= ORGANISATIONS; i++) {
                clients.add(Linked.by(practice, gateway, "robin", fleet.provider(), fleet.id(i)));
                if (i % (ORGANISATIONS / 2) == 1) {
                    clients.add(Linked.by(otherPractice, others, "kim", fleet.provider(), fleet.id(i)));
                }
                if (!killed && i >= ORGANISATIONS / 2 && holdsRuns(secondHas)) {
                    killed = true;
                    second.kill();
                    second = ServiceProcess.start(fleet.connector(), with(limited, 3), logs);
                    replicas.add(second);
                }
            }
            assertThat(killed).as("a replica was killed that held runs").isTrue();
            awaitUp(second);
            return clients;
        }
    }

    private static boolean holdsRuns(Map<String, String> replica) {
        URI metrics = URI.create("http://127.0.0.1:" + replica.get("server.port") + "/actuator/prometheus");
        try {
            Matcher held = RUNS_HELD.matcher(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
            return held.find() && Double.parseDouble(held.group(1)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A client of a practice, linked. */
    private record Linked(Practice practice, Gateway gateway, String id, String organisation) {
        static Linked by(Practice practice, Gateway gateway, String user, String provider, String organisation) {
            String id = practice.client("Client of " + organisation).path("id").asString();
            practice.link(id, provider, page -> Browser.approve(page, user, List.of(organisation)));
            return new Linked(practice, gateway, id, organisation);
        }
    }

    private static Map<String, String> with(Map<String, String> properties, int replica) {
        Map<String, String> own = new HashMap<>(properties);
        own.put("server.port", Integer.toString(FreePort.next()));
        own.put("ledgersync.connector.replica-id", "replica-" + replica);
        return own;
    }
}
