package io.ledgersync.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.link.ClientUnlinked;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.contract.sync.Usage;
import io.ledgersync.link.FakeProviders.Organisation;
import io.ledgersync.link.RunningLinkService.Answer;
import io.ledgersync.link.grant.Lease;
import io.ledgersync.link.grant.Leases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LinkServiceIT {
    private static final Organisation ACME = new Organisation("11111111-0000-0000-0000-000000000001", "Acme Ltd");
    private static final Organisation BOLT = new Organisation("11111111-0000-0000-0000-000000000002", "Bolt & Co");
    private static final Organisation REALM = new Organisation("9341452732952867", "Craig's Landscaping");

    private static RunningLinkService service;
    /** A practice of its own for every test, so that none sees another's clients. */
    private String practice;

    private String user;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningLinkService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void newPractice() {
        practice = "practice-" + UUID.randomUUID();
        user = "user-" + UUID.randomUUID();
        service.providers.away = false;
        service.providers.lifetimeSeconds = 1800;
        service.providers.latencyMillis = 0;
        service.providers.authEventClaim = true;
    }

    @Test
    void linksAClientToXeroAndSaysSo() {
        String id = service.newClient(practice, "Demo Xero");
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("NOT_LINKED");

        String location = service.link(practice, id, user, ACME);

        assertThat(location).isEqualTo("https://app.test/clients");
        JsonNode client = service.client(practice, id);
        assertThat(client.path("state").asString()).isEqualTo("LINKED");
        assertThat(client.path("organisationName").asString()).isEqualTo("Acme Ltd");
        assertThat(service.lease(client.path("connectionId").asString(), null).status())
                .isEqualTo(200);
        List<SpecificRecord> events = awaitEvents(id, 2);
        ClientCreated created = (ClientCreated) events.get(0);
        ClientLinked linked = (ClientLinked) events.get(1);
        assertThat(created.getClientName()).isEqualTo("Demo Xero");
        assertThat(linked.getOrganisationId()).isEqualTo(ACME.tenantId());
        assertThat(linked.getConnectionId())
                .isEqualTo(client.path("connectionId").asString());
        assertThat(linked.getVersion()).isGreaterThan(created.getVersion());
        assertThat(service.jdbc
                        .sql("select count(*) from permits where holder = 'link-service'")
                        .query(Integer.class)
                        .single())
                .as("our own calls take permits too")
                .isPositive();
    }

    @Test
    void linksAClientToTheCompanyThatTheRedirectNames() {
        String id = service.newClient(practice, "Demo QBO");
        String state = service.begin(practice, id, "QBO", false);

        Answer answer = service.callback("qbo", state, service.providers.consent(user, REALM), REALM.tenantId());

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("https://app.test/clients");
        JsonNode client = service.client(practice, id);
        assertThat(client.path("provider").asString()).isEqualTo("QBO");
        assertThat(client.path("organisationName").asString()).isEqualTo("Craig's Landscaping");
        Answer lease = service.lease(client.path("connectionId").asString(), null);
        assertThat(service.providers.accepts(lease.json().path("accessToken").asString()))
                .isTrue();
    }

    @Test
    void callsNoCompanyThatConnectorsMayBeReading() {
        Organisation shared = new Organisation(Long.toString(System.nanoTime()), "Two Practices' Client");
        String first = service.newClient(practice, "First");
        String firstState = service.begin(practice, first, "QBO", false);
        service.callback("qbo", firstState, service.providers.consent(user, shared), shared.tenantId());
        int calls = service.providers.companyCalls;

        String otherPractice = practice + "-other";
        String second = service.newClient(otherPractice, "Second");
        String state = service.begin(otherPractice, second, "QBO", false);
        Answer answer =
                service.callback("qbo", state, service.providers.consent(user + "-other", shared), shared.tenantId());

        assertThat(answer.header("Location")).isEqualTo("https://app.test/clients");
        assertThat(service.client(otherPractice, second)
                        .path("organisationName")
                        .asString())
                .isEqualTo("Two Practices' Client");
        assertThat(service.providers.companyCalls).isEqualTo(calls);
    }

    @Test
    void asksOnceMoreForACompanysNameWhenThrottled() {
        Organisation busy = new Organisation(Long.toString(System.nanoTime()), "Busy Company");
        String id = service.newClient(practice, "Busy");
        String state = service.begin(practice, id, "QBO", false);
        service.providers.throttledCompanyCalls = 1;

        Answer answer = service.callback("qbo", state, service.providers.consent(user, busy), busy.tenantId());

        assertThat(answer.header("Location")).isEqualTo("https://app.test/clients");
        assertThat(service.client(practice, id).path("organisationName").asString())
                .isEqualTo("Busy Company");
    }

    @Test
    void linksNoCompanyThatTheTokensCannotRead() {
        String id = service.newClient(practice, "Tampered");
        String state = service.begin(practice, id, "QBO", false);

        Answer answer = service.callback("qbo", state, service.providers.consent(user, REALM), "123");

        assertThat(answer.header("Location")).isEqualTo("https://app.test/clients?error=no_organisation");
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("NOT_LINKED");
        await().untilAsserted(() -> assertThat(service.providers.revoked).contains(user));
    }

    @Test
    void offersOnlyWhatWasApprovedInThisRoundWhenTheClaimIsMissing() {
        service.providers.authEventClaim = false;
        service.providers.consent(user, BOLT);
        service.providers.madeYesterday(user);
        String id = service.newClient(practice, "No claim");

        String location = service.link(practice, id, user, ACME);

        assertThat(location).isEqualTo("https://app.test/clients");
        assertThat(service.client(practice, id).path("organisationId").asString())
                .isEqualTo(ACME.tenantId());
    }

    @Test
    void renewsATokenOnceForTwentyThatAskTwoReplicasAtOnce() throws Exception {
        service.providers.lifetimeSeconds = 1;
        String connection = linked(ACME);
        Thread.sleep(1_100);
        service.providers.lifetimeSeconds = 1800;
        service.providers.latencyMillis = 200;
        int before = service.providers.refreshes();

        Set<String> tokens = new HashSet<>();
        ExecutorService askers = Executors.newFixedThreadPool(20);
        try (Leases replica = service.anotherReplicasLeases()) {
            List<Callable<String>> asks = new ArrayList<>();
            for (int asker = 0; asker < 10; asker++) {
                asks.add(() -> service.lease(connection, null)
                        .json()
                        .path("accessToken")
                        .asString());
                asks.add(() -> ((Lease.Granted)
                                replica.lease(UUID.fromString(connection), null).get())
                        .accessToken());
            }
            for (Future<String> token : askers.invokeAll(asks)) {
                tokens.add(token.get());
            }
        } finally {
            askers.shutdownNow();
        }

        assertThat(tokens).hasSize(1).allMatch(service.providers::accepts);
        assertThat(service.providers.refreshes() - before).isEqualTo(1);
    }

    @Test
    void renewsARefusedTokenWithTheNewestRefreshToken() {
        String connection = linked(ACME);
        String first =
                service.lease(connection, null).json().path("accessToken").asString();

        String second =
                service.lease(connection, first).json().path("accessToken").asString();
        String again =
                service.lease(connection, first).json().path("accessToken").asString();
        String third =
                service.lease(connection, second).json().path("accessToken").asString();

        assertThat(second).isNotEqualTo(first);
        assertThat(again)
                .as("a token that was renewed already is not renewed once more")
                .isEqualTo(second);
        assertThat(third).isNotEqualTo(second);
        assertThat(service.providers.accepts(third)).isTrue();
    }

    @Test
    void sendsTheOldRefreshTokenAgainWhenTheAnswerWasLost() {
        String connection = linked(ACME);
        String first =
                service.lease(connection, null).json().path("accessToken").asString();
        service.providers.loseNextRefresh = true;

        Answer lease = service.lease(connection, first);

        assertThat(lease.status()).isEqualTo(200);
        assertThat(service.providers.accepts(lease.json().path("accessToken").asString()))
                .isTrue();
    }

    @Test
    void asksForPatienceWhileTheTokenEndpointIsAway() {
        String connection = linked(ACME);
        String token =
                service.lease(connection, null).json().path("accessToken").asString();
        service.providers.away = true;

        Answer good = service.lease(connection, null);
        Answer refused = service.lease(connection, token);

        assertThat(good.status())
                .as("a token that is still good is still leased")
                .isEqualTo(200);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertProblem(refused, "provider-unavailable", 503);
        service.providers.away = false;
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(service.lease(connection, token).status()).isEqualTo(200));
    }

    @Test
    void renewsOthersTokensWhileOneCannotBe() {
        String unlucky = linked(ACME);
        String refused = service.lease(unlucky, null).json().path("accessToken").asString();
        service.providers.unlucky.add(user);
        user = "user-" + UUID.randomUUID();
        String other = linked(ACME);
        String token = service.lease(other, null).json().path("accessToken").asString();

        Answer failed = service.lease(unlucky, refused);
        Answer renewed = service.lease(other, token);

        assertThat(failed.status()).isEqualTo(503);
        assertThat(renewed.status()).isEqualTo(200);
    }

    @Test
    void showsABrokenGrantUntilItsUserConsentsAgain() {
        String id = service.newClient(practice, "Broken");
        String sibling = service.newClient(practice, "Sibling");
        service.link(practice, id, user, ACME);
        service.link(practice, sibling, user, BOLT);
        String connection = service.client(practice, id).path("connectionId").asString();
        String token =
                service.lease(connection, null).json().path("accessToken").asString();
        service.providers.voidTokensOf(user);

        Answer refused = service.lease(connection, token);

        assertProblem(refused, "auth-failed", 403);
        assertThat(refused.json().path("code").asString()).isEqualTo("AUTH_FAILED");
        assertThat(service.lease(connection, null).status()).isEqualTo(403);
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("AUTH_FAILED");
        assertThat(service.client(practice, sibling).path("state").asString()).isEqualTo("AUTH_FAILED");
        // A relay or a reader may be down for a moment on its own account.
        await().untilAsserted(() -> assertThat(
                        service.call("GET", "/actuator/health", null, null).status())
                .isEqualTo(200));

        service.link(practice, id, user, ACME);

        JsonNode healed = service.client(practice, id);
        assertThat(healed.path("state").asString()).isEqualTo("LINKED");
        assertThat(service.lease(healed.path("connectionId").asString(), null).status())
                .isEqualTo(200);
        JsonNode healedToo = service.client(practice, sibling);
        assertThat(healedToo.path("state").asString()).isEqualTo("LINKED");
        assertThat(service.lease(healedToo.path("connectionId").asString(), null)
                        .status())
                .isEqualTo(200);
        assertThat(awaitEvents(sibling, 3).subList(1, 3))
                .as("that it may be read again is said")
                .allSatisfy(event -> assertThat(((ClientLinked) event).getConnectionId())
                        .isEqualTo(healedToo.path("connectionId").asString()));
        assertThat(awaitEvents(id, 4)).hasSize(4);
        assertThat(service.lease(connection, null).status())
                .as("the connection that was replaced has ended")
                .isEqualTo(410);
    }

    @Test
    void letsTheUserChooseOneOfSeveralOrganisations() {
        String id = service.newClient(practice, "Several");

        String location = service.link(practice, id, user, ACME, BOLT);

        assertThat(location).startsWith("https://app.test/clients?choose=");
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("NOT_LINKED");
        JsonNode offered = service.call(
                        "GET", "/api/clients/" + id + "/link/organisation", service.writer(practice), null)
                .json();
        assertThat(offered.path("items").size()).isEqualTo(2);
        assertProblem(choose(id, "another"), "unknown-organisation", 404);
        String colleague = service.issuer.tokenOf("colleague", practice, "clients:read", "clients:write");
        assertProblem(
                service.call(
                        "POST",
                        "/api/clients/" + id + "/link/organisation",
                        colleague,
                        "{\"organisationId\":\"" + BOLT.tenantId() + "\"}"),
                "nothing-to-choose",
                409);

        Answer chosen = choose(id, BOLT.tenantId());

        assertThat(chosen.status()).isEqualTo(200);
        assertThat(chosen.json().path("organisationName").asString()).isEqualTo("Bolt & Co");
        assertThat(service.lease(chosen.json().path("connectionId").asString(), null)
                        .status())
                .isEqualTo(200);
        assertProblem(choose(id, ACME.tenantId()), "nothing-to-choose", 409);
        await().untilAsserted(() -> assertThat(service.providers.disconnected)
                .contains("connection-" + user + '-' + ACME.tenantId())
                .doesNotContain("connection-" + user + '-' + BOLT.tenantId()));
    }

    @Test
    void replacesAnotherOrganisationsLedgerOnlyWhenTheUserSaidSo() {
        String id = service.newClient(practice, "Conflict");
        service.link(practice, id, user, ACME);
        String connection = service.client(practice, id).path("connectionId").asString();

        String conflict = service.link(practice, id, user, BOLT);

        assertThat(conflict).isEqualTo("https://app.test/clients?conflict=Bolt+%26+Co");
        JsonNode unchanged = service.client(practice, id);
        assertThat(unchanged.path("connectionId").asString()).isEqualTo(connection);
        assertThat(service.lease(connection, null).status()).isEqualTo(200);

        String state = service.begin(practice, id, "XERO", true);
        service.callback("xero", state, service.providers.consent(user, BOLT), null);

        assertThat(service.client(practice, id).path("organisationId").asString())
                .isEqualTo(BOLT.tenantId());
        List<SpecificRecord> events = awaitEvents(id, 4);
        assertThat(((ClientUnlinked) events.get(2)).getReason()).isEqualTo("REPLACED");
        assertThat(((ClientUnlinked) events.get(2)).getConnectionId()).isEqualTo(connection);
        assertThat(((ClientLinked) events.get(3)).getOrganisationId()).isEqualTo(BOLT.tenantId());
    }

    @Test
    void endsAtTheProviderWhatIsUnlinkedAndRevokesWithTheLast() {
        String id = service.newClient(practice, "First");
        String other = service.newClient(practice, "Second");
        service.link(practice, id, user, ACME);
        service.link(practice, other, user, BOLT);
        String connection = service.client(practice, id).path("connectionId").asString();
        String kept = service.client(practice, other).path("connectionId").asString();

        Answer unlinked = service.call("DELETE", "/api/clients/" + id + "/link", service.writer(practice), null);

        assertThat(unlinked.status()).isEqualTo(200);
        assertThat(unlinked.json().path("state").asString()).isEqualTo("UNLINKED");
        assertThat(service.lease(connection, null).status()).isEqualTo(410);
        await().untilAsserted(() ->
                assertThat(service.providers.disconnected).contains("connection-" + user + '-' + ACME.tenantId()));
        assertThat(service.providers.revoked).doesNotContain(user);
        assertThat(service.lease(kept, null).status()).isEqualTo(200);
        assertProblem(
                service.call("DELETE", "/api/clients/" + id + "/link", service.writer(practice), null),
                "not-linked",
                409);
        assertThat(((ClientUnlinked) awaitEvents(id, 3).get(2)).getReason()).isEqualTo("USER");

        service.call("DELETE", "/api/clients/" + other + "/link", service.writer(practice), null);

        await().untilAsserted(() -> assertThat(service.providers.revoked).contains(user));
        await().untilAsserted(() -> assertThat(grantsOf(user)).isZero());
    }

    @Test
    void revokesNothingThatAnotherPracticeOfTheSameUserNeeds() {
        String id = service.newClient(practice, "Here");
        service.link(practice, id, user, ACME);
        String elsewhere = "practice-" + UUID.randomUUID();
        String there = service.newClient(elsewhere, "There");
        service.link(elsewhere, there, user, ACME);

        service.call("DELETE", "/api/clients/" + id + "/link", service.writer(practice), null);

        await().untilAsserted(() -> assertThat(grantsOf(user)).isEqualTo(1));
        assertThat(service.providers.revoked).doesNotContain(user);
        assertThat(service.providers.disconnected).doesNotContain("connection-" + user + '-' + ACME.tenantId());
        assertThat(service.lease(
                                service.client(elsewhere, there)
                                        .path("connectionId")
                                        .asString(),
                                null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tellsTheProviderLaterWhenItIsAwayNow() {
        String id = service.newClient(practice, "Later");
        service.link(practice, id, user, ACME);
        service.providers.away = true;
        service.call("DELETE", "/api/clients/" + id + "/link", service.writer(practice), null);
        await().untilAsserted(() -> assertThat(service.jdbc
                        .sql("select attempts from farewells f join grants g using (grant_id) where g.subject = :user")
                        .param("user", user)
                        .query(Integer.class)
                        .optional())
                .hasValueSatisfying(attempts -> assertThat(attempts).isPositive()));

        service.providers.away = false;
        service.jdbc.sql("update farewells set due_at = now()").update();

        await().untilAsserted(() -> assertThat(service.providers.revoked).contains(user));
    }

    @Test
    void forgetsADeletedClient() {
        String id = service.newClient(practice, "Gone");
        service.link(practice, id, user, ACME);
        String connection = service.client(practice, id).path("connectionId").asString();

        Answer deleted = service.call("DELETE", "/api/clients/" + id, service.writer(practice), null);

        assertThat(deleted.status()).isEqualTo(202);
        assertProblem(service.call("GET", "/api/clients/" + id, service.writer(practice), null), "unknown-client", 404);
        assertThat(service.lease(connection, null).status()).isEqualTo(410);
        List<SpecificRecord> events = awaitEvents(id, 4);
        assertThat(((ClientUnlinked) events.get(2)).getReason()).isEqualTo("DELETED");
        assertThat(((ClientDeleted) events.get(3)).getVersion())
                .isGreaterThan(((ClientUnlinked) events.get(2)).getVersion());
        await().untilAsserted(() -> assertThat(grantsOf(user)).isZero());
        assertThat(service.providers.revoked).contains(user);
    }

    @Test
    void endsAgainWhatHadEndedBeforeADatabaseWasRestored() {
        String unlinked = service.newClient(practice, "Unlinked");
        String deleted = service.newClient(practice, "Deleted");
        service.link(practice, unlinked, user, ACME);
        service.call("DELETE", "/api/clients/" + unlinked + "/link", service.writer(practice), null);
        service.call("DELETE", "/api/clients/" + deleted, service.writer(practice), null);
        awaitEvents(unlinked, 3);
        awaitEvents(deleted, 2);
        service.jdbc
                .sql("update clients set state = 'LINKED', version = version - 1 where client_id = :id::uuid")
                .param("id", unlinked)
                .update();
        service.jdbc
                .sql("update connections set ended_at = null where client_id = :id::uuid")
                .param("id", unlinked)
                .update();
        service.jdbc
                .sql(
                        "insert into clients (client_id, practice_id, name, version, state, created_at) values (:id::uuid, :practice, 'x', 1, 'NOT_LINKED', now())")
                .param("id", deleted)
                .param("practice", practice)
                .update();
        SmartLifecycle ownEvents = service.context.getBean("ownEvents", SmartLifecycle.class);

        ownEvents.stop();
        ownEvents.start();

        assertThat(service.client(practice, unlinked).path("state").asString()).isEqualTo("UNLINKED");
        assertThat(service.call("GET", "/api/clients/" + deleted, service.writer(practice), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsTheNewestRunBesideItsClient() {
        String id = service.newClient(practice, "Synced");
        Instant synced = Instant.parse("2026-11-23T03:00:00Z");
        service.publish(Topics.SYNC_RUNS, id, run(id, 10, "COMPLETED", synced));
        service.publish(Topics.SYNC_RUNS, id, run(id, 9, "RUNNING", null));
        service.publish(Topics.SYNC_RUNS, id, run(id, 11, "FAILED", null));

        await().untilAsserted(() -> assertThat(
                        service.client(practice, id).path("run").path("state").asString())
                .isEqualTo("FAILED"));
        JsonNode client = service.client(practice, id);
        assertThat(client.path("lastSyncedAt").asString()).isEqualTo("2026-11-23T03:00:00Z");
        assertThat(client.path("run").path("records").asInt()).isEqualTo(7);
    }

    @Test
    void listsAPracticesClientsPageByPage() {
        List<String> names = List.of("delta", "Alpha", "charlie", "Bravo", "echo_1");
        names.forEach(name -> service.newClient(practice, name));
        String linked = service.newClient(practice, "Zulu");
        service.link(practice, linked, user, ACME);
        service.newClient("practice-" + UUID.randomUUID(), "Alpha of another practice");

        assertThat(walk("?limit=2")).containsExactly("Alpha", "Bravo", "charlie", "delta", "echo_1", "Zulu");
        assertThat(walk("?limit=4&sort=-name")).containsExactly("Zulu", "echo_1", "delta", "charlie", "Bravo", "Alpha");
        assertThat(walk("?limit=1&sort=createdAt"))
                .containsExactly("delta", "Alpha", "charlie", "Bravo", "echo_1", "Zulu");
        assertThat(walk("?limit=4&sort=lastSyncedAt")).hasSize(6);
        assertThat(walk("?query=ALPH")).containsExactly("Alpha");
        assertThat(walk("?query=acme")).containsExactly("Zulu");
        assertThat(walk("?query=o_1")).containsExactly("echo_1");
        assertThat(walk("?state=LINKED")).containsExactly("Zulu");
        assertThat(walk("?provider=XERO")).containsExactly("Zulu");
        assertThat(walk("?provider=QBO")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0,invalid-value",
        "?limit=x,invalid-value",
        "?sort=size,invalid-value",
        "?state=HAPPY,invalid-value",
        "?provider=SAGE,unknown-provider",
        "?query=%07,invalid-value",
        "?cursor=bm9uc2Vuc2U,invalid-cursor",
        "?cursor=bnVsbA,invalid-cursor"
    })
    void namesWhatIsWrongInAListsParameters(String query, String type) {
        assertProblem(service.call("GET", "/api/clients" + query, service.writer(practice), null), type, 400);
    }

    @Test
    void refusesAnUnknownProvider() {
        String id = service.newClient(practice, "Sage");

        Answer answer = changesNothing(() -> service.call(
                "POST",
                "/api/clients/" + id + "/link",
                service.writer(practice),
                "{\"provider\":\"SAGE\",\"returnTo\":\"/clients\"}"));

        assertProblem(answer, "unknown-provider", 400);
        assertThat(answer.json().path("detail").asString()).contains("SAGE", "XERO", "QBO");
        assertProblem(service.callback("sage", "x", "y", null), "unknown-provider", 400);
    }

    @Test
    void refusesAForeignPageToReturnTo() {
        String id = service.newClient(practice, "Phish");

        Answer answer = changesNothing(() -> service.call(
                "POST",
                "/api/clients/" + id + "/link",
                service.writer(practice),
                "{\"provider\":\"XERO\",\"returnTo\":\"https://evil.test/\"}"));

        assertProblem(answer, "invalid-return-to", 400);
    }

    @Test
    void refusesAStateThatIsWrongUsedExpiredOrAnotherProviders() {
        String id = service.newClient(practice, "State");
        String used = service.begin(practice, id, "XERO", false);
        service.callback("xero", used, service.providers.consent(user, ACME), null);
        String expired = service.begin(practice, id, "XERO", false);
        service.jdbc
                .sql(
                        "update consents set expires_at = now() - interval '1 minute' where client_id = :id::uuid and status = 'WAITING'")
                .param("id", id)
                .update();
        String foreign = service.begin(practice, id, "QBO", false);
        String code = service.providers.consent(user, BOLT);

        for (Map.Entry<String, String> wrong : Map.of(
                        "invented", "not one of ours", used, "used", expired, "expired", foreign, "QBO")
                .entrySet()) {
            Answer answer = changesNothing(() -> service.callback("xero", wrong.getKey(), code, null));
            assertProblem(answer, "invalid-state", 400);
            assertThat(answer.json().path("detail").asString()).contains(wrong.getValue());
        }
        assertProblem(service.call("GET", "/oauth/callback/xero?code=x", null, null), "invalid-state", 400);
        assertThat(service.client(practice, id).path("organisationId").asString())
                .isEqualTo(ACME.tenantId());
    }

    @Test
    void refusesAnExpiredCode() {
        String id = service.newClient(practice, "Code");
        String state = service.begin(practice, id, "XERO", false);

        Answer answer =
                changesNothing(() -> service.callback("xero", state, FakeProviders.MARK + "code-of-yesterday", null));

        assertProblem(answer, "expired-code", 400);
        assertThat(answer.response().body()).doesNotContain(FakeProviders.MARK);
    }

    @Test
    void sendsAUserBackWhoRefused() {
        String id = service.newClient(practice, "Refused");
        String state = service.begin(practice, id, "XERO", false);

        Answer answer = service.call("GET", "/oauth/callback/xero?error=access_denied&state=" + state, null, null);

        assertThat(answer.header("Location")).isEqualTo("https://app.test/clients?error=access_denied");
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("NOT_LINKED");
        assertProblem(
                service.callback("xero", state, service.providers.consent(user, ACME), null), "invalid-state", 400);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"not json", "[]", "\"text\"", "{\"name\":", "{\"name\":{}}"},
            delimiter = '~',
            quoteCharacter = '\'')
    void refusesABodyThatIsNotJson(String body) {
        assertProblem(
                changesNothing(() -> service.call("POST", "/api/clients", service.writer(practice), body)),
                "invalid-body",
                400);
    }

    @Test
    void refusesAClientWithoutAName() {
        assertProblem(service.call("POST", "/api/clients", service.writer(practice), "{}"), "invalid-value", 400);
        assertProblem(
                service.call("POST", "/api/clients", service.writer(practice), "{\"name\":\"  \"}"),
                "invalid-value",
                400);
    }

    @Test
    void hidesAnotherPracticesClients() {
        String id = service.newClient(practice, "Private");
        String stranger = service.writer("practice-" + UUID.randomUUID());
        String link = "{\"provider\":\"XERO\",\"returnTo\":\"/clients\"}";

        for (String call : List.of(
                "GET ", "DELETE ", "POST /link", "DELETE /link", "GET /link/organisation", "POST /link/organisation")) {
            String[] parts = call.split(" ", -1);
            String body = parts[0].equals("POST") ? link : null;
            Answer answer =
                    changesNothing(() -> service.call(parts[0], "/api/clients/" + id + parts[1], stranger, body));
            assertProblem(answer, "unknown-client", 404);
        }
        assertProblem(service.call("GET", "/api/clients/not-an-id", stranger, null), "unknown-client", 404);
    }

    @Test
    void letsNobodyDoMoreThanIsPermitted() {
        String reader = service.issuer.tokenOf("reader", practice, "clients:read");

        assertThat(service.call("GET", "/api/clients", reader, null).status()).isEqualTo(200);
        assertProblem(service.call("POST", "/api/clients", reader, "{\"name\":\"x\"}"), "not-permitted", 403);
        assertProblem(service.call("GET", "/api/clients", null, null), "not-authenticated", 401);
        assertProblem(service.call("GET", "/api/clients", "nonsense", null), "not-authenticated", 401);
        assertProblem(service.call("PUT", "/api/clients", reader, "{}"), "method-not-allowed", 405);
        assertProblem(service.call("GET", "/api/nothing", reader, null), "not-found", 404);
        String lease = "/internal/connections/" + UUID.randomUUID() + "/lease";
        assertProblem(service.call("POST", lease, null, "{}"), "not-authenticated", 401);
        assertThat(service.call("POST", lease, reader, "{}").status()).isIn(401, 403);
        assertThat(service.call("POST", lease, RunningLinkService.INTERNAL_TOKEN, "{}")
                        .status())
                .isEqualTo(410);
    }

    @Test
    void tellsOperatorsHowItIs() {
        assertThat(service.call("GET", "/actuator/health/readiness", null, null).status())
                .isEqualTo(200);
        assertThat(service.call("GET", "/actuator/health/liveness", null, null).status())
                .isEqualTo(200);
        linked(ACME);
        Answer metrics = service.call("GET", "/actuator/prometheus", null, null);
        assertThat(metrics.response().body())
                .contains("ledgersync_link_consents_total{outcome=\"linked\",provider=\"xero\"}");
    }

    @Test
    void issuesPermitsOverHttp() {
        Answer xero = service.call(
                "POST",
                "/internal/permits/xero",
                RunningLinkService.INTERNAL_TOKEN,
                "{\"holder\":\"replica-1\",\"priority\":2,\"normal\":1000,\"givenBack\":0,\"appMinuteRemaining\":null}");
        Answer qbo = service.call(
                "POST",
                "/internal/permits/qbo",
                RunningLinkService.INTERNAL_TOKEN,
                "{\"holder\":\"replica-1\",\"priority\":2,\"normal\":1000,\"givenBack\":0,\"appMinuteRemaining\":null}");

        assertThat(xero.json().path("priority").asInt()).isEqualTo(2);
        assertThat(xero.json().path("normal").asInt()).isBetween(1, 160);
        assertThat(xero.json().path("validMillis").asInt()).isEqualTo(500);
        assertThat(qbo.json().path("normal").asInt()).isEqualTo(1000);
        assertThat(service.call(
                                "POST",
                                "/internal/permits/qbo",
                                RunningLinkService.INTERNAL_TOKEN,
                                "{\"holder\":\"replica-1\",\"givenBack\":2,\"appMinuteRemaining\":-3}")
                        .status())
                .as("what a provider says loses no permits that are given back")
                .isEqualTo(200);
        assertProblem(
                service.call("POST", "/internal/permits/xero", RunningLinkService.INTERNAL_TOKEN, "{\"priority\":-1}"),
                "invalid-value",
                400);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void keepsSecretsOutOfLogsAndDatabase() {
        String connection = linked(ACME);
        String token =
                service.lease(connection, null).json().path("accessToken").asString();
        assertThat(token).contains(FakeProviders.MARK);
        String id = service.newClient(practice, "Leak");
        String state = service.begin(practice, id, "XERO", false);

        String database = service.databaseAsText();

        assertThat(service.printed()).contains("A client was linked");
        assertThat(service.printed())
                .doesNotContain(
                        FakeProviders.MARK, RunningLinkService.KEYSET, RunningLinkService.INTERNAL_TOKEN, state);
        assertThat(database).contains(practice);
        assertThat(database).doesNotContain(FakeProviders.MARK, state, hex(FakeProviders.MARK), hex(state));
    }

    private String linked(Organisation organisation) {
        String id = service.newClient(practice, "Client");
        service.link(practice, id, user, organisation);
        return service.client(practice, id).path("connectionId").asString();
    }

    private Answer choose(String id, String organisationId) {
        return service.call(
                "POST",
                "/api/clients/" + id + "/link/organisation",
                service.writer(practice),
                "{\"organisationId\":\"" + organisationId + "\"}");
    }

    private List<String> walk(String query) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            Answer page = service.call(
                    "GET",
                    "/api/clients" + query + (cursor == null ? "" : "&cursor=" + cursor),
                    service.writer(practice),
                    null);
            page.json()
                    .path("items")
                    .forEach(client -> names.add(client.path("name").asString()));
            cursor = page.json().path("next").asString(null);
        } while (cursor != null);
        return names;
    }

    private static List<SpecificRecord> awaitEvents(String clientId, int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> service.events(clientId), events -> events.size() >= count);
    }

    private static int grantsOf(String subject) {
        return service.jdbc
                .sql("select count(*) from grants where subject = :subject")
                .param("subject", subject)
                .query(Integer.class)
                .single();
    }

    private static Answer changesNothing(Callable<Answer> call) {
        try {
            String before = whatIsLinked();
            Answer answer = call.call();
            assertThat(whatIsLinked()).isEqualTo(before);
            return answer;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String whatIsLinked() {
        return service.jdbc
                .sql(
                        "select (select coalesce(string_agg(c::text, ',' order by client_id), '') from clients c)"
                                + " || (select count(*) from connections) || '/' || (select count(*) from consents) || '/' || (select count(*) from outbox)")
                .query(String.class)
                .single()
                .replaceAll("/\\d+$", "");
    }

    private static void assertProblem(Answer answer, String type, int status) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("https://ledgersync.io/problems/" + type);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RunChanged run(String clientId, long version, String state, Instant synced) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return RunChanged.newBuilder()
                .setVersion(version)
                .setRunId("run-" + version)
                .setAttempt(1)
                .setPracticeId("practice")
                .setClientId(clientId)
                .setConnectionId("connection")
                .setProvider(io.ledgersync.contract.Provider.XERO)
                .setOrganisationId("organisation")
                .setKind(RunKind.INITIAL)
                .setState(state)
                .setPriority(false)
                .setStreams(List.of(StreamProgress.newBuilder()
                        .setStream("Invoices")
                        .setPhase("DONE")
                        .setRecords(7)
                        .build()))
                .setUsage(Usage.newBuilder()
                        .setCalls(1)
                        .setThrottled(0)
                        .setBytes(1)
                        .build())
                .setGaps(List.of())
                .setEntities(Map.of())
                .setRequestedAt(now)
                .setLastSyncedAt(synced)
                .setObservedAt(now)
                .build();
    }
}
