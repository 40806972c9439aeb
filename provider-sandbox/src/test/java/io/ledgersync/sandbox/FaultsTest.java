package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What goes wrong within answers that are otherwise right, and with consents that nobody used. */
class FaultsTest {
    private static final String TENANT = "6f7594f2-f059-4d56-9e67-47ac9733bf77";
    private static final String REALM = "9130350000000078";
    private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-24T08:00:00Z"));
    private static Sandbox sandbox;
    private static App app;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(new SandboxSettings(0, null, TokenSettings.REAL, true, true, CLOCK));
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", TENANT, "Odd", 5, BooksSpec.wholeXero()))
                .quota(TENANT, QuotaSpec.unlimited())
                .organisation(OrganisationSpec.generated("QBO", REALM, "Odd", 5, BooksSpec.wholeQbo()))
                .quota(REALM, QuotaSpec.unlimited());
        app = new App(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void oneRecordOfAnAnswerIsOdd() {
        String token = app.link("XERO", TENANT);
        sandbox.define().fault(TENANT, FaultRule.oddRecord("/Invoices", 1, "Total", StringNode.valueOf("much")));

        JsonNode odd = invoices(token);
        JsonNode right = invoices(token);

        assertThat(odd.path(0).path("Total").asString()).isEqualTo("much");
        assertThat(odd.path(1)).isEqualTo(right.path(1));
        assertThat(right.path(0).path("Total").isNumber()).isTrue();
    }

    private static JsonNode invoices(String token) {
        return App.json(app.xero(token, TENANT, "Invoices?page=1", "Accept", "application/json"))
                .path("Invoices");
    }

    @Test
    void oneItemOfABatchFails() {
        String token = app.link("QBO", REALM);
        sandbox.define().fault(REALM, FaultRule.faultedItem(1, 1));

        JsonNode items = App.json(app.batch(token, REALM, "SELECT * FROM Account", "SELECT * FROM Item"))
                .path("BatchItemResponse");

        assertThat(items.path(0).path("QueryResponse").path("Account")).isNotEmpty();
        assertThat(items.path(1).path("bId").asString()).isEqualTo("q1");
        assertThat(items.path(1).path("Fault").path("Error")).isNotEmpty();
        assertThat(items.path(1).has("QueryResponse")).isFalse();
    }

    @Test
    void aRefreshTokenThatNobodyUsesDiesAndOneThatIsUsedDoesNot() {
        String xero = refreshToken("XERO", TENANT);
        CLOCK.pass(Duration.ofDays(59));
        HttpResponse<String> used = app.refresh("XERO", xero);
        CLOCK.pass(Duration.ofDays(59));
        HttpResponse<String> usedAgain =
                app.refresh("XERO", App.json(used).path("refresh_token").asString());
        CLOCK.pass(Duration.ofDays(60));
        HttpResponse<String> dead =
                app.refresh("XERO", App.json(usedAgain).path("refresh_token").asString());
        String qbo = refreshToken("QBO", REALM);
        CLOCK.pass(Duration.ofDays(100));

        assertThat(used.statusCode()).isEqualTo(200);
        assertThat(usedAgain.statusCode()).isEqualTo(200);
        assertThat(dead.statusCode()).isEqualTo(400);
        assertThat(App.json(dead).path("error").asString()).isEqualTo("invalid_grant");
        assertThat(app.refresh("QBO", qbo).statusCode()).isEqualTo(400);
    }

    private static String refreshToken(String provider, String organisation) {
        return App.json(app.exchange(provider, app.code(provider, organisation)))
                .path("refresh_token")
                .asString();
    }
}
