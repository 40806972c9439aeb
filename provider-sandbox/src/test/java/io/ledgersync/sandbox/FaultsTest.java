package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.io.UncheckedIOException;
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

    private static HttpResponse<String> struck(FaultRule rule) {
        String token = app.link("XERO", TENANT);
        sandbox.define().fault(TENANT, rule);
        return app.xero(token, TENANT, "Invoices?page=1");
    }

    @Test
    void aScriptedRefusalSaysOfTheLimitsWhatItIsTold() {
        HttpResponse<String> refused = struck(FaultRule.throttled("/Invoices", 1, "day", 66_975)
                .with("x-daylimit-remaining", "0")
                .with("X-AppMinLimit-Remaining", "9938"));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEmpty();
        assertThat(refused.headers().firstValue("retry-after")).contains("66975");
        assertThat(refused.headers().firstValue("x-rate-limit-problem")).contains("day");
        assertThat(refused.headers().allValues("x-daylimit-remaining")).containsExactly("0");
        assertThat(refused.headers().allValues("x-appminlimit-remaining")).containsExactly("9938");
        assertThat(refused.headers().firstValue("xero-correlation-id")).isPresent();
    }

    @Test
    void whatIsWrongIsWrittenAsTheProvidersWriteIt() {
        HttpResponse<String> scope = struck(FaultRule.wrongScope("/Invoices", 1));
        assertThat(scope.statusCode()).isEqualTo(401);
        assertThat(scope.headers().firstValue("WWW-Authenticate")).contains("insufficent_scope");
        HttpResponse<String> gone = struck(FaultRule.disconnected("/Invoices", 1));
        assertThat(gone.statusCode()).isEqualTo(403);
        assertThat(App.json(gone).path("Detail").asString()).isEqualTo("AuthenticationUnsuccessful");
        HttpResponse<String> away = struck(FaultRule.offline("/Invoices", 1));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).isEqualTo("The Organisation is offline");
        HttpResponse<String> page = struck(FaultRule.html500("/Invoices", 1));
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("<html>");
        HttpResponse<String> empty = struck(FaultRule.emptyBody("/Invoices", 1));
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        HttpResponse<String> xml = struck(FaultRule.xmlBody("/Invoices", 1, 500));
        assertThat(xml.statusCode()).isEqualTo(500);
        assertThat(xml.body()).startsWith("<?xml");
    }

    @Test
    void quickBooksSaysInASuccessThatItFailedAndThrottlesInXml() {
        String token = app.link("QBO", REALM);
        sandbox.define()
                .fault(REALM, FaultRule.fault200("/query", 1, "10000", "An application error has occurred"))
                .fault(REALM, FaultRule.qboThrottled("/query", 1, 60));
        HttpResponse<String> failed = app.select(token, REALM, "select * from Account");
        HttpResponse<String> throttled = app.select(token, REALM, "select * from Account");

        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(App.json(failed)
                        .path("Fault")
                        .path("Error")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("10000");
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("60");
        assertThat(throttled.body()).contains("<Error code=\"3001\">");
    }

    @Test
    void oneOfSeveralBatchesIsStruckByWhatItAsks() {
        String token = app.link("QBO", REALM);
        sandbox.define().fault(REALM, FaultRule.status("/batch", 1, 500, "").within("FROM Item"));

        assertThat(app.batch(token, REALM, "SELECT * FROM Account").statusCode())
                .isEqualTo(200);
        assertThat(app.batch(token, REALM, "SELECT * FROM Item").statusCode()).isEqualTo(500);
    }

    @Test
    void aConnectionEndsBeforeTheFirstByteOrInTheMiddleOfABody() {
        // The client calls again when its connection ends without an answer.
        assertThatThrownBy(() -> struck(FaultRule.reset("/Invoices", 50))).isInstanceOf(UncheckedIOException.class);
        sandbox.define().calm(TENANT);
        assertThatThrownBy(() -> struck(FaultRule.cut("/Invoices", 1, 500))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> struck(FaultRule.cut("/Invoices", 1, Integer.MAX_VALUE)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aBodyThatStallsComesWholeInTheEnd() {
        long begun = System.nanoTime();
        HttpResponse<String> late = struck(FaultRule.stalled("/Invoices", 1, 100, Duration.ofMillis(300)));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(290));
        assertThat(App.json(late).path("Invoices")).hasSize(100);
    }

    @Test
    void anOrganisationThatIsDisconnectedAtTheProviderIsRefusedWhileTokensAreStillRefreshed() {
        String refresh = refreshToken("XERO", TENANT);
        String access =
                App.json(app.refresh("XERO", refresh)).path("access_token").asString();
        sandbox.define().disconnect(TENANT);
        HttpResponse<String> refused = app.xero(access, TENANT, "Organisation");
        String realm = app.link("QBO", REALM);
        sandbox.define().disconnect(REALM);
        HttpResponse<String> refusedQbo = app.select(realm, REALM, "select * from Account");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-appminlimit-remaining")).isPresent();
        assertThat(refused.headers().firstValue("x-minlimit-remaining")).isEmpty();
        assertThat(refused.headers().firstValue("xero-correlation-id"))
                .contains(App.json(refused).path("Instance").asString());
        assertThat(app.refresh("XERO", refresh).statusCode()).isEqualTo(200);
        assertThat(refusedQbo.statusCode()).isEqualTo(403);
        assertThat(refusedQbo.headers().firstValue("intuit_tid")).isPresent();
        assertThat(refusedQbo.body()).contains("\"code\":\"3100\"");
        assertThat(app.xero(app.link("XERO", TENANT), TENANT, "Organisation").statusCode())
                .isEqualTo(200);
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
