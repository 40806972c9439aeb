package io.ledgersync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.allinone.LedgerLog;
import io.ledgersync.allinone.demo.Gateway;
import io.ledgersync.allinone.demo.Practice;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.sandbox.Browser;
import io.ledgersync.sandbox.FaultRule;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.BooksSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The main job from link to ledger, through the gateway, on every service at once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpineIT {
    private static final Duration RUN = Duration.ofMinutes(3);

    private static Spine spine;
    private static Sandbox sandbox;
    private static Gateway gateway;
    private static Practice practice;
    private static String slow;

    @BeforeAll
    static void start() {
        spine = Spine.start();
        sandbox = spine.sandbox();
        gateway = spine.gateway();
        practice = spine.practice();
    }

    @AfterAll
    static void stop() {
        if (spine != null) {
            spine.close();
        }
    }

    @Nested
    class OnBadDays extends BadDays {
        @Override
        Spine spine() {
            return spine;
        }
    }

    private static String linked(String name, String provider, String organisation) {
        return spine.linked(name, provider, organisation);
    }

    private static JsonNode synced(String clientId) {
        return spine.synced(clientId);
    }

    private static void assertSame(String clientId, String organisation) {
        spine.assertSame(clientId, organisation);
    }

    @Test
    @Order(1)
    void aCallThatTakesAMinuteDelaysNobodyElse() {
        BooksSpec books = new BooksSpec(
                Map.of("Account", 12, "Contact", 5, "Invoice", 50, "Payment", 5, "BankTransaction", 5, "Journal", 5));
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", "slow-xero", "Slow Xero", 3, books))
                .fault("slow-xero", FaultRule.slow("/Invoices", 1, Duration.ofSeconds(60)))
                .organisation(OrganisationSpec.generated("XERO", "quick-xero", "Quick Xero", 4, books));

        slow = linked("Slow Xero", "XERO", "slow-xero");
        await().atMost(Duration.ofSeconds(30)).until(() -> spine.calls("slow-xero", "/Invoices") == 1);
        long began = System.nanoTime();
        Spine.assertCompleted(synced(linked("Quick Xero", "XERO", "quick-xero")));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(40));
        assertThat(spine.calls("slow-xero", "/Invoices")).isEqualTo(1);
    }

    /** The other tests pass while it takes its time. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aCallThatTakesAMinuteBringsItsRecords() {
        Spine.assertCompleted(synced(slow));
        assertThat(spine.calls("slow-xero", "/Invoices?page=1&pageSize=1000&includeArchived"))
                .as("the reading and its sweeps")
                .isLessThanOrEqualTo(3);
        assertSame(slow, "slow-xero");
    }

    @Test
    void aXeroClientIsLinkedSyncedAndReadable() {
        BooksSpec books = new BooksSpec(Map.of(
                "Account", 20, "Contact", 30, "Invoice", 1500, "Payment", 200, "BankTransaction", 100, "Journal", 350));
        sandbox.define().organisation(OrganisationSpec.generated("XERO", "spine-xero", "Spine Xero", 1, books));

        String client = linked("Spine Xero", "XERO", "spine-xero");
        JsonNode run = synced(client);

        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run.path("kind").asString()).isEqualTo("INITIAL");
        assertThat(run.path("proof").path("agrees").asBoolean(false))
                .as(run.path("proof").toString())
                .isTrue();
        assertSame(client, "spine-xero");
        // The link service hears of it a little later than the orchestrator says it.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> practice.client("Spine Xero").path("lastSyncedAt").isString());
        sandbox.expect().noThrottling("spine-xero");
    }

    @Test
    void aQuickBooksClientIsLinkedSyncedEditedAndSyncedAgain() {
        BooksSpec books = new BooksSpec(Map.of(
                "Account",
                20,
                "Customer",
                30,
                "Vendor",
                10,
                "Item",
                10,
                "Invoice",
                1500,
                "Payment",
                200,
                "Purchase",
                100,
                "JournalEntry",
                50));
        sandbox.define().organisation(OrganisationSpec.generated("QBO", "770001", "Spine QBO", 2, books));
        String client = linked("Spine QBO", "QBO", "770001");
        assertThat(synced(client).path("state").asString()).isEqualTo("COMPLETED");

        for (String type : List.of("Invoice", "Purchase", "Customer", "JournalEntry")) {
            sandbox.define().edits("770001").editAny(type);
            sandbox.define().edits("770001").add(type);
            sandbox.define().edits("770001").deleteAny(type);
        }
        JsonNode increment = practice.watch(practice.syncNow(client), RUN, view -> {});

        assertThat(increment.path("kind").asString()).isEqualTo("INCREMENTAL");
        assertThat(increment.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(increment.path("proof").path("agrees").asBoolean(false))
                .as(increment.path("proof").toString())
                .isTrue();
        assertSame(client, "770001");
        sandbox.expect().noQuotaViolation();
        sandbox.expect().noThrottling("770001");
        assertThat(increment.path("calls").asLong())
                .as("calls: %s", sandbox.query().calls("770001"))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void whatIsEditedBetweenTwoPagesOfARunningSyncIsRightAtItsEnd() {
        BooksSpec books = new BooksSpec(Map.of(
                "Account",
                20,
                "Contact",
                1200,
                "Invoice",
                4200,
                "Payment",
                1100,
                "BankTransaction",
                2100,
                "Journal",
                300));
        sandbox.define().organisation(OrganisationSpec.generated("XERO", "busy-xero", "Busy Xero", 3, books));
        int[] calls = {0};
        sandbox.define().afterEachCall("busy-xero", hand -> {
            if (calls[0]++ < 12) {
                hand.editAny("Invoice");
                hand.add("Invoice");
                hand.voidAny("Invoice");
                hand.deleteAny("BankTransaction");
                hand.editAny("Contact");
                hand.deleteAny("Payment");
            }
        });
        BooksSpec company = new BooksSpec(Map.of(
                "Account", 20, "Customer", 50, "Invoice", 3300, "Payment", 300, "Purchase", 2200, "JournalEntry", 60));
        sandbox.define().organisation(OrganisationSpec.generated("QBO", "770002", "Busy QBO", 4, company));
        int[] others = {0};
        sandbox.define().afterEachCall("770002", hand -> {
            if (others[0]++ < 12) {
                hand.editAny("Invoice");
                hand.add("Purchase");
                hand.voidAny("Payment");
                hand.deleteAny("Invoice");
                hand.deleteAny("Purchase");
            }
        });

        String xero = linked("Busy Xero", "XERO", "busy-xero");
        String qbo = linked("Busy QBO", "QBO", "770002");

        assertThat(synced(xero).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(synced(qbo).path("state").asString()).isEqualTo("COMPLETED");
        assertSame(xero, "busy-xero");
        assertSame(qbo, "770002");
    }

    @Test
    void recordedBooksArriveWithEveryField() {
        Path recorded = recorded();
        Assumptions.assumeTrue(recorded != null, "no folder with recorded books beside the project");
        sandbox.define().organisation(OrganisationSpec.recorded("XERO", "recorded-xero", "Recorded Xero", recorded));
        sandbox.define().organisation(OrganisationSpec.recorded("QBO", "770003", "Recorded QBO", recorded));

        String xero = linked("Recorded Xero", "XERO", "recorded-xero");
        String qbo = linked("Recorded QBO", "QBO", "770003");

        JsonNode xeroRun = synced(xero);
        JsonNode qboRun = synced(qbo);
        assertThat(xeroRun.path("entities").properties())
                .extracting(entry -> entry.getKey() + " " + entry.getValue().asLong())
                .contains("Account 71", "Contact 63", "Invoice 77", "Payment 55");
        assertThat(qboRun.path("entities").properties())
                .extracting(entry -> entry.getKey() + " " + entry.getValue().asLong())
                .contains(
                        "Account 92", "Customer 33", "Vendor 35", "Item 23", "Invoice 37", "Payment 16", "Purchase 35");
        assertSame(xero, "recorded-xero");
        assertSame(qbo, "770003");
    }

    private static Path recorded() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/data/recorded");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return null;
    }

    @Test
    void badInputIsNamedAndChangesNothing() {
        String client = practice.client("Never linked").path("id").asString();
        Gateway outsider = new Gateway(
                spine.system().gateway(), () -> spine.system().identity().token("outsider"));
        Gateway readonly = new Gateway(
                spine.system().gateway(), () -> spine.system().identity().token("readonly"));
        String link = "/api/clients/" + client + "/link";

        assertProblem(
                gateway.postText(
                        link,
                        "{\"provider\":\"SAGE\",\"returnTo\":\""
                                + spine.system().gateway() + "/\"}"),
                400,
                "SAGE");
        assertProblem(gateway.postText(link, "not json"), 400, "");
        // Not before the orchestrator has heard of the client can it say that it is not linked.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gateway.get("/api/clients/" + client + "/syncs").status() == 200);
        assertProblem(gateway.post("/api/clients/" + client + "/syncs", null), 409, "");
        assertProblem(outsider.get("/api/clients/" + client), 404, "");
        assertProblem(outsider.post("/api/clients/" + client + "/syncs", null), 404, "");
        assertProblem(outsider.get("/api/clients/" + client + "/ledger/invoices"), 404, "");
        assertProblem(readonly.post("/api/clients/" + client + "/syncs", null), 403, "");
        assertProblem(
                gateway.visit(spine.system().gateway().resolve("/oauth/callback/xero?state=wrong&code=x")),
                400,
                "state");
        assertProblem(expiredCode(client), 400, "");
        assertThat(gateway.get("/api/clients/" + client)
                        .expect(200)
                        .path("connectionId")
                        .isString())
                .isFalse();
    }

    /** A code that was never given out, with a state that is right. */
    private static Gateway.Answer expiredCode(String client) {
        sandbox.define()
                .organisation(OrganisationSpec.generated(
                        "XERO", "unlinked-xero", "Unlinked", 8, new BooksSpec(Map.of("Account", 1))));
        URI authorizationUrl = URI.create(gateway.postText(
                        "/api/clients/" + client + "/link",
                        "{\"provider\":\"XERO\",\"returnTo\":\""
                                + spine.system().gateway() + "/\"}")
                .expect(200)
                .path("authorizationUrl")
                .asString());
        URI back = Browser.approve(authorizationUrl, null, List.of("unlinked-xero"));
        URI forged = URI.create(back.toString().replaceAll("code=[^&]*", "code=never-given"));
        Gateway.Answer answer = gateway.visit(forged);
        return answer.status() == 302 && answer.location().orElse("").contains("error=")
                ? new Gateway.Answer(
                        400,
                        tools.jackson.databind.json.JsonMapper.shared()
                                .createObjectNode()
                                .put("type", "https://ledgersync.io/problems/code")
                                .put("detail", answer.location().orElse("")),
                        answer.location())
                : answer;
    }

    private static void assertProblem(Gateway.Answer answer, int status, String named) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("type").asString("")).startsWith("https://ledgersync.io/problems/");
        assertThat(answer.body().path("detail").asString("")).contains(named).isNotEmpty();
    }

    @Test
    void everyChangeDecodesAndEachClientsSequenceGrows() {
        BooksSpec books = new BooksSpec(Map.of("Account", 12, "Customer", 5, "Invoice", 40));
        sandbox.define().organisation(OrganisationSpec.generated("QBO", "770005", "Order QBO", 9, books));
        String client = linked("Order QBO", "QBO", "770005");
        synced(client);
        sandbox.define().edits("770005").editAny("Invoice");
        practice.watch(practice.syncNow(client), RUN, view -> {});

        List<Change> changes = LedgerLog.read(spine.infrastructure().where());

        assertThat(changes).isNotEmpty();
        assertThat(LedgerLog.firstOutOfOrder(changes)).isNull();
    }
}
