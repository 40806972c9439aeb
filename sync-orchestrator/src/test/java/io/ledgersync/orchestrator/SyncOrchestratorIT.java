package io.ledgersync.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.contract.Gap;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.contract.sync.Usage;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.orchestrator.month.MonthlyUsage;
import io.ledgersync.web.access.Issuer;
import io.ledgersync.wire.WireSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The orchestrator as it runs, with PostgreSQL, Kafka and the registry; the other services' part is spoken by the test.
 */
class SyncOrchestratorIT {

    private static final TestClock CLOCK = new TestClock();
    /** Not over before the test asks again, however slow the machine is. */
    private static final Duration COOL_DOWN = Duration.ofMinutes(2);

    /** Calls a month that Intuit gives the app. */
    private static final long MONTH = 5_000;

    private static final int PARTITIONS = 3;
    private static EmbeddedInfrastructure infrastructure;
    private static Issuer issuer;
    private static ConfigurableApplicationContext orchestrator;
    private static Bus bus;

    private final String practice = "practice-" + UUID.randomUUID();
    private String client;
    private Api adviser;

    @BeforeAll
    static void start() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
        infrastructure = EmbeddedInfrastructure.start(EnumSet.of(Part.POSTGRES, Part.KAFKA, Part.REGISTRY), null);
        issuer = new Issuer();
        orchestrator = orchestrator();
        bus = new Bus(orchestrator.getBean(WireSettings.class));
    }

    private static ConfigurableApplicationContext orchestrator() {
        SpringApplicationBuilder application = SyncOrchestratorApplication.application()
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "testClock", Clock.class, () -> CLOCK, definition -> definition.setPrimary(true)));
        return application.run(
                "--server.port=0",
                "--ledgersync.kafka.bootstrap-servers=" + infrastructure.bootstrapServers(),
                "--ledgersync.kafka.partitions=" + PARTITIONS,
                "--ledgersync.registry.url=" + infrastructure.registryUrl(),
                "--ledgersync.database.url=" + infrastructure.jdbcUrl("orchestrator"),
                "--ledgersync.database.user=" + infrastructure.jdbcUser(),
                "--ledgersync.database.password=" + infrastructure.jdbcPassword(),
                "--ledgersync.identity.issuer=" + Issuer.NAME,
                "--ledgersync.identity.jwks-url=" + issuer.jwksUrl(),
                "--ledgersync.orchestrator.round=50ms",
                "--ledgersync.orchestrator.cool-down=" + COOL_DOWN.toMillis() + "ms",
                "--ledgersync.qbo.quota.month=" + MONTH,
                "--ledgersync.support.url=https://support.test/");
    }

    @AfterAll
    static void stop() throws Exception {
        bus.close();
        orchestrator.close();
        issuer.close();
        infrastructure.close();
    }

    @BeforeEach
    void newClient() throws Exception {
        client = "client-" + UUID.randomUUID();
        adviser = api(orchestrator, "sync:run", "clients:read", "practice:manage");
    }

    private Api api(ConfigurableApplicationContext instance, String... permissions) throws Exception {
        int port = Integer.parseInt(instance.getEnvironment().getRequiredProperty("local.server.port"));
        return new Api(port, issuer.token(practice, permissions));
    }

    @Test
    void startsTheFirstRunWhenAClientIsLinkedAndNotAgainWhenTheEventsAreRepeated() {
        say(Says.created(practice, client));
        say(Says.linked(2, practice, client, client + "-c1", Provider.QBO));
        SyncRequested request = request(1);
        say(Says.created(practice, client));
        say(Says.linked(2, practice, client, client + "-c1", Provider.QBO));
        awaitEverythingHeard();

        assertThat(request.getKind()).isEqualTo(RunKind.INITIAL);
        assertThat(request.getProvider()).isEqualTo(Provider.QBO);
        assertThat(request.getOrganisationId()).isEqualTo("org-" + client);
        assertThat(request.getWatermarks()).isEmpty();
        assertThat(request.getFirstRun()).isTrue();
        assertThat(bus.requests(client)).hasSize(1);
        awaitState("REQUESTED");
    }

    @Test
    void readsEverythingAnewWhenAClientIsLinkedAgain() {
        SyncRequested first = linked();
        say(Says.unlinked(3, practice, client, client + "-c1", "REPLACED"));
        say(Says.linked(4, practice, client, client + "-c2", Provider.XERO));
        SyncRequested second = request(2);

        assertThat(second.getKind()).isEqualTo(RunKind.INITIAL);
        assertThat(second.getConnectionId()).isEqualTo(client + "-c2");
        assertThat(second.getAttempt()).isGreaterThan(first.getAttempt());
        assertThat(second.getFirstRun()).isFalse();
        assertThat(bus.changes)
                .filteredOn(change -> change.getRunId().equals(first.getRunId()))
                .last()
                .extracting(RunChanged::getState)
                .isEqualTo("CANCELLED");
    }

    @Test
    void showsARunUntilItCanBeReadFromTheLedger() {
        SyncRequested request = linked();
        say(Says.progressed(request, 1, CLOCK.instant()));
        awaitState("RUNNING");
        Api.Answer running = adviser.get("/api/syncs/" + request.getRunId());
        say(Says.completed(
                request, CLOCK.instant(), new Gap("Journals", "SCOPE_MISSING", "403", "Consent again.", null)));
        awaitState("FETCHED");
        RunChanged fetched = bus.latest(client).orElseThrow();
        say(Says.projected(request, CLOCK.instant()));
        awaitState("COMPLETED_WITH_GAPS");
        RunChanged completed = bus.latest(client).orElseThrow();

        assertThat(running.status()).isEqualTo(200);
        assertThat(running.body().path("state").asString()).isEqualTo("RUNNING");
        assertThat(running.body().path("kind").asString()).isEqualTo("INITIAL");
        assertThat(running.body().path("streams").path(0).path("records").asLong())
                .isEqualTo(10);
        assertThat(running.body().path("calls").asLong()).isEqualTo(1);
        assertThat(running.body().path("dayRemaining").asLong()).isEqualTo(900);
        assertThat(running.body().path("waitingFor").asString()).isEqualTo("MINUTE");
        assertThat(running.body().path("estimatedEnd").asString()).endsWith("Z");
        assertThat(fetched.getLastSyncedAt()).isNull();
        assertThat(fetched.getWaitingFor()).isEqualTo("PROJECTION");
        assertThat(completed.getLastSyncedAt()).isNotNull();
        assertThat(completed.getEntities()).containsEntry("Invoice", 40L);
        assertThat(completed.getGaps()).hasSize(1);
        assertThat(completed.getVersion()).isGreaterThan(fetched.getVersion());
    }

    @Test
    void readsEverythingOnceMoreWhenTheTrialBalanceBeginsToDiffer() {
        SyncRequested first = linked();
        say(Says.completed(first, CLOCK.instant()));
        say(Says.projected(first, Says.proof("90.5"), CLOCK.instant()));
        SyncRequested reconcile = request(2);
        Api.Answer differs = adviser.get("/api/syncs/" + first.getRunId());
        say(Says.completed(reconcile, CLOCK.instant()));
        say(Says.projected(reconcile, Says.proof("90.5"), CLOCK.instant()));
        awaitState("COMPLETED");
        adviser.post("/api/clients/" + client + "/syncs", null);
        SyncRequested increment = request(3);
        say(Says.completed(increment, CLOCK.instant()));
        say(Says.projected(increment, Says.proof("90.50"), CLOCK.instant()));
        awaitCompleted(increment);
        awaitEverythingHeard();

        assertThat(reconcile.getKind()).isEqualTo(RunKind.RECONCILE);
        assertThat(reconcile.getWatermarks()).isEmpty();
        assertThat(reconcile.getPriority()).isFalse();
        assertThat(differs.body().path("proof").path("agrees").asBoolean(true)).isFalse();
        assertThat(differs.body()
                        .path("proof")
                        .path("differences")
                        .path(0)
                        .path("ledger")
                        .asString())
                .isEqualTo("90.50");
        assertThat(differs.body()
                        .path("proof")
                        .path("differences")
                        .path(0)
                        .path("provider")
                        .asString())
                .isEqualTo("100.00");
        assertThat(increment.getKind()).isEqualTo(RunKind.INCREMENTAL);
        assertThat(increment.getWatermarks()).isEqualTo(Map.of("Invoices", "w-" + reconcile.getRunId()));
        assertThat(bus.latest(client).orElseThrow().getProof().getDifferences()).hasSize(1);
        assertThat(bus.requests(client)).hasSize(3);
    }

    @Test
    void syncNowTwiceIsOneRunThatGoesOnFromTheWatermarks() {
        SyncRequested initial = linked();
        complete(initial);
        Api.Answer first = adviser.post("/api/clients/" + client + "/syncs", null);
        Api.Answer second = adviser.post("/api/clients/" + client + "/syncs", null);
        SyncRequested request = request(2);
        complete(request);
        Api.Answer soon = adviser.post("/api/clients/" + client + "/syncs", null);

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("runId")).isEqualTo(first.body().path("runId"));
        assertThat(request.getRunId()).isEqualTo(first.body().path("runId").asString());
        assertThat(request.getKind()).isEqualTo(RunKind.INCREMENTAL);
        assertThat(request.getPriority()).isTrue();
        assertThat(request.getWatermarks()).isEqualTo(Map.of("Invoices", "w-" + initial.getRunId()));
        assertThat(soon.status()).isEqualTo(429);
        assertThat(soon.problem()).isEqualTo("https://ledgersync.io/problems/cooling-down");
        assertThat(soon.response().headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, COOL_DOWN.toSeconds());
        assertThat(bus.requests(client)).hasSize(2);
    }

    @Test
    void raisesTheRunOfManyForWhoeverPressesSyncNow() {
        complete(linked());
        Api.Answer many = adviser.post("/api/syncs", "{\"clientIds\":[\"" + client + "\",\"nobody\"]}");
        SyncRequested request = request(2);
        Api.Answer now = adviser.post("/api/clients/" + client + "/syncs", null);
        SyncRequested raised = request(3);

        assertThat(many.status()).isEqualTo(202);
        assertThat(many.body().path("items").path(0).path("outcome").asString()).isEqualTo("STARTED");
        assertThat(many.body().path("items").path(1).path("outcome").asString()).isEqualTo("UNKNOWN_CLIENT");
        assertThat(request.getPriority()).isFalse();
        assertThat(now.status()).isEqualTo(200);
        assertThat(raised.getPriority()).isTrue();
        assertThat(raised.getAttempt()).isEqualTo(request.getAttempt());
        assertThat(raised.getRunId()).isEqualTo(request.getRunId());
    }

    @Test
    void goesOnByItselfAfterAPauseAndIgnoresTheAttemptBefore() {
        SyncRequested request = linked();
        say(Says.paused(request, "DAILY_LIMIT", CLOCK.instant().plus(Duration.ofHours(2)), CLOCK.instant()));
        awaitState("PAUSED");
        Api.Answer paused = adviser.post("/api/clients/" + client + "/syncs", null);
        CLOCK.jump(Duration.ofHours(2));
        SyncRequested resumed = request(2);
        say(Says.failed(request, "AUTH_FAILED", CLOCK.instant()));
        say(Says.progressed(resumed, 1, CLOCK.instant()));
        awaitLatest(latest -> assertThat(latest.getWaitingFor()).isEqualTo("MINUTE"));

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.body().path("resumeAt").asString()).isNotEmpty();
        assertThat(paused.body().path("error").path("title").asString()).isEqualTo("Daily rate limit exceeded");
        assertThat(resumed.getRunId()).isEqualTo(request.getRunId());
        assertThat(resumed.getAttempt()).isGreaterThan(request.getAttempt());
        assertThat(resumed.getCursor()).isEqualTo("cursor-paused");
        assertThat(bus.latest(client).orElseThrow().getState()).isEqualTo("RUNNING");
    }

    @Test
    void sendsARunAgainThatNobodySpeaksOf() {
        SyncRequested request = linked();
        CLOCK.jump(Duration.ofMinutes(16));
        SyncRequested again = request(2);
        awaitLatest(latest -> assertThat(latest.getWaitingFor()).isEqualTo("CONNECTOR"));

        assertThat(again.getRunId()).isEqualTo(request.getRunId());
        assertThat(again.getAttempt()).isGreaterThan(request.getAttempt());
    }

    @Test
    void sendsNothingMoreOnceTheAppsMonthIsUsedUpAndGoesOnWithTheNext() {
        say(Says.linked(2, practice, client, client + "-c1", Provider.QBO));
        SyncRequested request = request(1);
        SyncProgressed progress = Says.progressed(request, 1, CLOCK.instant());
        progress.setUsage(new Usage(MONTH, 0L, 1000L, null, null, 10 * MONTH));
        say(progress);
        awaitState("RUNNING");
        complete(request);
        CLOCK.jump(Duration.ofSeconds(11));
        await().untilAsserted(() -> assertThat(adviser.get("/api/syncs/" + request.getRunId())
                        .body()
                        .path("month")
                        .path("appPercent")
                        .asInt())
                .isGreaterThanOrEqualTo(100));
        Api.Answer now = adviser.post("/api/clients/" + client + "/syncs", null);
        Api.Answer many = adviser.post("/api/syncs", "{\"clientIds\":[\"" + client + "\"]}");
        String queued = many.body().path("items").path(0).path("runId").asString();
        Api.Answer waiting = adviser.get("/api/syncs/" + queued);
        awaitEverythingHeard();
        int sentBefore = bus.requests(client).size();
        // Beyond the first night of the month, lest it comes while a test runs.
        CLOCK.jump(Duration.between(
                CLOCK.instant(), MonthlyUsage.end(CLOCK.instant()).plus(Duration.ofHours(7))));
        SyncRequested next = request(2);

        assertProblem(now, 429, "month-spent");
        assertThat(now.response().headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(waiting.body().path("waitingFor").asString()).isEqualTo("MONTH");
        assertThat(waiting.body().path("month").path("calls").asLong()).isEqualTo(MONTH);
        assertThat(waiting.body().path("month").path("questions").asLong()).isEqualTo(10 * MONTH);
        assertThat(waiting.body().path("month").path("appPercentAtMost").asInt())
                .isGreaterThanOrEqualTo(1_000);
        assertThat(sentBefore).isEqualTo(1);
        assertThat(next.getRunId()).isEqualTo(queued);
    }

    @Test
    void saysWhatToDoAboutAFailure() {
        SyncRequested request = linked();
        say(Says.failed(request, "AUTH_FAILED", CLOCK.instant()));
        awaitState("FAILED");
        Api.Answer run = adviser.get("/api/syncs/" + request.getRunId());

        assertThat(run.body().path("error").path("code").asString()).isEqualTo("AUTH_FAILED");
        assertThat(run.body().path("error").path("title").asString())
                .isEqualTo("Authorisation failed. Could not sync client");
        assertThat(run.body().path("error").path("whatToDo").asString()).contains("link the client again");
        assertThat(run.body().path("error").path("retriedBySystem").asBoolean(true))
                .isFalse();
        assertThat(run.body().path("error").path("supportUrl").asString()).isEqualTo("https://support.test/");
    }

    @Test
    void schedulesOnceWithTwoInstancesSideBySide() {
        List<String> clients =
                IntStream.range(0, 12).mapToObj(number -> client + "-" + number).toList();
        try (ConfigurableApplicationContext second = orchestrator()) {
            for (String one : clients) {
                bus.say(Topics.LINK_EVENTS, one, Says.linked(1, practice, one, one + "-c1", Provider.XERO));
            }
            await().untilAsserted(() -> assertThat(clients)
                    .allSatisfy(one -> assertThat(bus.requests(one)).hasSize(1)));
            for (String one : clients) {
                SyncRequested initial = bus.requests(one).get(0);
                bus.say(Topics.SYNC_EVENTS, one, Says.completed(initial, CLOCK.instant()));
                bus.say(Topics.SYNC_EVENTS, one, Says.projected(initial, CLOCK.instant()));
            }
            await().untilAsserted(() -> assertThat(clients).allSatisfy(one -> assertThat(bus.latest(one))
                    .hasValueSatisfying(latest -> assertThat(latest.getState()).isEqualTo("COMPLETED"))));

            CLOCK.jump(Duration.ofHours(24));
            await().untilAsserted(() -> assertThat(clients)
                    .allSatisfy(one -> assertThat(bus.requests(one)).hasSize(2)));
            await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(clients)
                    .allSatisfy(one -> assertThat(bus.requests(one)).hasSize(2)));

            assertThat(second.isRunning()).isTrue();
            assertThat(clients).allSatisfy(one -> {
                assertThat(bus.requests(one).get(1).getKind()).isEqualTo(RunKind.INCREMENTAL);
                assertThat(bus.requests(one).get(1).getPriority()).isFalse();
            });
        }
    }

    @Test
    void forgetsADeletedClientEverywhere() {
        SyncRequested request = linked();
        say(Says.unlinked(3, practice, client, client + "-c1", "DELETED"));
        say(Says.deleted(4, practice, client));
        await().untilAsserted(() -> assertThat(bus.forgotten).contains(client));
        say(Says.linked(2, practice, client, client + "-c1", Provider.XERO));
        awaitEverythingHeard();

        assertThat(bus.latest(client).orElseThrow().getState()).isEqualTo("CANCELLED");
        assertThat(adviser.get("/api/clients/" + client + "/syncs").status()).isEqualTo(404);
        assertThat(adviser.get("/api/syncs/" + request.getRunId()).status()).isEqualTo(404);
        assertThat(bus.requests(client)).hasSize(1);
    }

    @Test
    void waitsForTheWordOfAClientThatWasCreatedAMomentAgo() throws InterruptedException {
        List<Integer> answers = askedBeforeItIsSaid();
        // Two seconds are waited; a machine may stall for as long, but hardly every time.
        for (int again = 0; again < 4 && answers.contains(404); again++) {
            client = "client-" + UUID.randomUUID();
            answers = askedBeforeItIsSaid();
        }

        assertThat(answers).as("its history; and Sync Now, as it is not linked").containsExactly(200, 409);
    }

    @Test
    void pagesThroughTheHistory() {
        for (int version = 1; version <= 5; version++) {
            say(Says.linked(version, practice, client, client + "-c" + version, Provider.XERO));
            request(version);
        }
        Api.Answer first = adviser.get("/api/clients/" + client + "/syncs?limit=3");
        Api.Answer second = adviser.get("/api/clients/" + client + "/syncs?limit=3&cursor="
                + first.body().path("next").asString());

        assertThat(first.body().path("items")).hasSize(3);
        assertThat(first.body().path("items").path(0).path("connectionId").asString())
                .isEqualTo(client + "-c5");
        assertThat(second.body().path("items")).hasSize(2);
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void putsAsideWhatNobodyCanRead() {
        bus.sayBytes(Topics.SYNC_EVENTS, client, SyncProgressed.getClassSchema().getFullName(), new byte[] {1, 2, 3});
        SyncRequested request = linked();

        await().untilAsserted(() -> assertThat(bus.deadLetters).anySatisfy(letter -> {
            assertThat(letter.getSource()).startsWith("sync.events-");
            assertThat(letter.getClientId()).isEqualTo(client);
            assertThat(letter.getLength()).isEqualTo(3);
        }));
        assertThat(request.getKind()).isEqualTo(RunKind.INITIAL);
    }

    @Test
    void refusesWhatIsNotAllowedAndNamesWhatIsWrong() throws Exception {
        say(Says.created(practice, client));
        await().until(() -> adviser.get("/api/clients/" + client + "/syncs").status() == 200);
        Api stranger = new Api(port(), issuer.token("another-practice", "sync:run", "clients:read"));
        Api reader = new Api(port(), issuer.token(practice, "clients:read"));
        Api nobody = new Api(port(), null);

        assertProblem(nobody.post("/api/clients/" + client + "/syncs", null), 401, "not-authenticated");
        assertProblem(reader.post("/api/clients/" + client + "/syncs", null), 403, "not-permitted");
        assertProblem(reader.put("/api/settings", "{}"), 403, "not-permitted");
        assertProblem(stranger.post("/api/clients/" + client + "/syncs", null), 404, "unknown-client");
        assertProblem(stranger.get("/api/clients/" + client + "/syncs"), 404, "unknown-client");
        assertProblem(adviser.post("/api/clients/nobody/syncs", null), 404, "unknown-client");
        assertProblem(adviser.post("/api/clients/" + client + "/syncs", null), 409, "not-linked");
        assertProblem(adviser.get("/api/syncs/nothing"), 404, "unknown-run");
        assertProblem(adviser.post("/api/syncs", "not json"), 400, "invalid-body");
        assertProblem(adviser.post("/api/syncs", "{\"clientIds\":[]}"), 400, "invalid-body");
        assertProblem(adviser.post("/api/syncs", null), 400, "invalid-body");
        assertProblem(adviser.get("/api/clients/" + client + "/syncs?limit=0"), 400, "invalid-parameter");
        assertProblem(adviser.get("/api/clients/" + client + "/syncs?limit=many"), 400, "invalid-parameter");
        assertProblem(adviser.get("/api/clients/" + client + "/syncs?cursor=%25"), 400, "invalid-parameter");
        assertProblem(adviser.get("/api/nothing"), 404, "unknown-address");
        assertProblem(
                adviser.put(
                        "/api/settings", "{\"nightFrom\":25,\"nightHours\":4,\"timeZone\":\"UTC\",\"paused\":false}"),
                400,
                "invalid-body");
        assertThat(bus.requests(client)).isEmpty();
    }

    @Test
    void plansTheNightsAsThePracticeWants() {
        complete(linked());
        String wanted = "{\"nightFrom\":22,\"nightHours\":2,\"timeZone\":\"Pacific/Auckland\",\"paused\":true}";

        Api.Answer changed = adviser.put("/api/settings", wanted);
        CLOCK.jump(Duration.ofHours(25));
        awaitEverythingHeard();

        assertThat(changed.status()).isEqualTo(200);
        assertThat(adviser.get("/api/settings").body()).isEqualTo(changed.body());
        assertThat(changed.body().path("timeZone").asString()).isEqualTo("Pacific/Auckland");
        assertThat(bus.requests(client)).hasSize(1);
    }

    @Test
    void saysOnceWhatWasDecidedWhileKafkaWasAway() {
        complete(linked());
        infrastructure.stop(Part.KAFKA);
        Api.Answer asked = adviser.post("/api/clients/" + client + "/syncs", null);
        infrastructure.start(Part.KAFKA);
        SyncRequested request = request(2);
        complete(request);

        assertThat(asked.status()).isEqualTo(202);
        assertThat(request.getRunId()).isEqualTo(asked.body().path("runId").asString());
        assertThat(bus.requests(client)).hasSize(2);
    }

    @Test
    void isHealthyAndMeasured() {
        Api nobody = new Api(port(), null);

        await().untilAsserted(() -> assertThat(
                        nobody.get("/actuator/health").body().path("status").asString())
                .isEqualTo("UP"));
        assertThat(nobody.get("/actuator/health/readiness").status()).isEqualTo(200);
        linked();
        assertThat(orchestrator
                        .getBean(io.micrometer.core.instrument.MeterRegistry.class)
                        .get("ledgersync.orchestrator.requests")
                        .counters())
                .isNotEmpty();
    }

    private SyncRequested linked() {
        say(Says.linked(2, practice, client, client + "-c1", Provider.XERO));
        return request(1);
    }

    private void complete(SyncRequested request) {
        say(Says.completed(request, CLOCK.instant()));
        say(Says.projected(request, CLOCK.instant()));
        awaitCompleted(request);
    }

    private List<Integer> askedBeforeItIsSaid() throws InterruptedException {
        CompletableFuture<Integer> history = CompletableFuture.supplyAsync(
                () -> adviser.get("/api/clients/" + client + "/syncs").status());
        CompletableFuture<Integer> pressed = CompletableFuture.supplyAsync(
                () -> adviser.post("/api/clients/" + client + "/syncs", null).status());
        // Whoever did not wait would have answered by then.
        Thread.sleep(200);
        say(Says.created(practice, client));
        return List.of(history.join(), pressed.join());
    }

    private void say(SpecificRecord event) {
        String topic = event.getSchema().getNamespace().endsWith("link") ? Topics.LINK_EVENTS : Topics.SYNC_EVENTS;
        bus.say(topic, client, event);
    }

    private SyncRequested request(int number) {
        await().untilAsserted(() -> assertThat(bus.requests(client)).hasSizeGreaterThanOrEqualTo(number));
        return bus.requests(client).get(number - 1);
    }

    private void awaitCompleted(SyncRequested request) {
        awaitLatest(latest -> assertThat(latest)
                .returns("COMPLETED", RunChanged::getState)
                .returns(request.getRunId(), RunChanged::getRunId));
    }

    private void awaitState(String state) {
        awaitLatest(latest -> assertThat(latest.getState()).isEqualTo(state));
    }

    private void awaitLatest(Consumer<RunChanged> expected) {
        await().untilAsserted(() -> assertThat(bus.latest(client)).hasValueSatisfying(expected));
    }

    /** Events that are said later and heard prove that those before them were heard as well. */
    private void awaitEverythingHeard() {
        for (int number = 0; number < 4 * PARTITIONS; number++) {
            String marker = "marker-" + UUID.randomUUID();
            bus.say(Topics.LINK_EVENTS, marker, Says.created(practice, marker));
            await().until(() -> adviser.get("/api/clients/" + marker + "/syncs").status() == 200);
        }
    }

    private static int port() {
        return Integer.parseInt(orchestrator.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static void assertProblem(Api.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.problem()).isEqualTo("https://ledgersync.io/problems/" + type);
        assertThat(answer.body().path("detail").asString("")).isNotEmpty();
    }
}
