package io.ledgersync.sandbox;

import static io.ledgersync.sandbox.App.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.oauth.TokenSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ConsentAndTokensTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(new SandboxSettings(0, null, TokenSettings.REAL, false, true, clock));
    private final App app = new App(sandbox);

    ConsentAndTokensTest() {
        for (String id : List.of("x1", "x2")) {
            sandbox.define()
                    .organisation(OrganisationSpec.generated(
                            "XERO", id, "Books " + id, 1, new BooksSpec(Map.of("Account", 5))));
        }
        for (String id : List.of("101", "102")) {
            sandbox.define()
                    .organisation(OrganisationSpec.generated(
                            "QBO", id, "Books " + id, 1, new BooksSpec(Map.of("Account", 5))));
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String mine(String provider) {
        return provider.equals("XERO") ? "x1" : "101";
    }

    private static String other(String provider) {
        return provider.equals("XERO") ? "x2" : "102";
    }

    private HttpResponse<String> call(String provider, String token, String organisation) {
        return provider.equals("XERO")
                ? app.xero(token, organisation, "Accounts")
                : app.select(token, organisation, "SELECT * FROM Account");
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void aTokenOpensTheOrganisationsOfTheConsentAndNoOther(String provider) {
        String token = app.link(provider, mine(provider));
        assertThat(call(provider, token, mine(provider)).statusCode()).isEqualTo(200);
        assertThat(call(provider, token, other(provider)).statusCode()).isEqualTo(403);
        assertThat(call(provider, "nonsense", mine(provider)).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void comesBackWithTheAppsStateAndARefusalByItsName(String provider) {
        URI back = Browser.approve(app.authorizationUrl(provider), null, List.of(mine(provider)));
        assertThat(back.toString()).startsWith(App.CALLBACK + "?");
        assertThat(App.parameter(back, "state")).isEqualTo("st&te=1");
        if (provider.equals("QBO")) {
            assertThat(App.parameter(back, "realmId")).isEqualTo("101");
        }
        URI denied = Browser.deny(app.authorizationUrl(provider));
        assertThat(App.parameter(denied, "error")).isEqualTo("access_denied");
        assertThat(App.parameter(denied, "state")).isEqualTo("st&te=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void refusesAWrongSecretAndKeepsTheCode(String provider) {
        String code = app.code(provider, mine(provider));
        HttpResponse<String> wrong = app.token(
                provider, "guess", "grant_type", "authorization_code", "code", code, "redirect_uri", App.CALLBACK);
        assertThat(wrong.statusCode()).isEqualTo(provider.equals("XERO") ? 400 : 401);
        assertThat(json(wrong).path("error").asString()).isEqualTo("invalid_client");
        assertThat(app.exchange(provider, code).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void aCodeIsUsedOnceInTimeAndAtItsOwnProvider(String provider) {
        String code = app.code(provider, mine(provider));
        assertThat(app.exchange(provider, code).statusCode()).isEqualTo(200);
        refused(app.exchange(provider, code));

        String late = app.code(provider, mine(provider));
        clock.pass(Duration.ofMinutes(5));
        refused(app.exchange(provider, late));

        String elsewhere = app.code(provider, mine(provider));
        refused(app.exchange(provider.equals("XERO") ? "QBO" : "XERO", elsewhere));
    }

    @Test
    void xeroGivesANewRefreshTokenEachTimeAndTakesTheOneBeforeForHalfAnHour() {
        String first = json(app.exchange("XERO", app.code("XERO", "x1")))
                .path("refresh_token")
                .asString();
        clock.pass(Duration.ofHours(1));
        String lost = json(app.refresh("XERO", first)).path("refresh_token").asString();
        assertThat(lost).isNotEqualTo(first);
        clock.pass(Duration.ofMinutes(29));
        HttpResponse<String> again = app.refresh("XERO", first);
        assertThat(again.statusCode()).isEqualTo(200);
        clock.pass(Duration.ofMinutes(2));
        refused(app.refresh("XERO", first));
        String newest = json(again).path("refresh_token").asString();
        assertThat(app.refresh("XERO", newest).statusCode()).isEqualTo(200);
    }

    @Test
    void qboGivesTheSameRefreshTokenForADay() {
        String first = json(app.exchange("QBO", app.code("QBO", "101")))
                .path("refresh_token")
                .asString();
        clock.pass(Duration.ofHours(23));
        assertThat(json(app.refresh("QBO", first)).path("refresh_token").asString())
                .isEqualTo(first);
        clock.pass(Duration.ofHours(2));
        String second = json(app.refresh("QBO", first)).path("refresh_token").asString();
        assertThat(second).isNotEqualTo(first);
        refused(app.refresh("QBO", first));
        assertThat(app.refresh("QBO", second).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void anExpiredTokenIsToldInTheProvidersWords(String provider) {
        String token = app.link(provider, mine(provider));
        clock.pass(provider.equals("XERO") ? Duration.ofMinutes(30) : Duration.ofHours(1));
        HttpResponse<String> answer = call(provider, token, mine(provider));
        assertThat(answer.statusCode()).isEqualTo(401);
        if (provider.equals("XERO")) {
            assertThat(json(answer).path("Title").asString()).isEqualTo("Unauthorized");
            assertThat(json(answer).path("Detail").asString()).startsWith("TokenExpired");
        } else {
            JsonNode error = json(answer).path("fault").path("error").path(0);
            assertThat(error.path("message").asString())
                    .isEqualTo("message=AuthenticationFailed; errorCode=003200; statusCode=401");
            assertThat(error.path("code").asString()).isEqualTo("3200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void aRevokedGrantOpensNothingAndAnUnknownTokenRevokesNothing(String provider) {
        JsonNode tokens = json(app.exchange(provider, app.code(provider, mine(provider))));
        assertThat(app.revoke(provider, "nobody's").statusCode()).isEqualTo(200);
        assertThat(call(provider, tokens.path("access_token").asString(), mine(provider))
                        .statusCode())
                .isEqualTo(200);
        assertThat(app.revoke(provider, tokens.path("refresh_token").asString()).statusCode())
                .isEqualTo(200);
        assertThat(call(provider, tokens.path("access_token").asString(), mine(provider))
                        .statusCode())
                .isEqualTo(401);
        refused(app.refresh(provider, tokens.path("refresh_token").asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void revokingNothingLeavesAConsentThatAwaitsItsExchange(String provider) {
        String code = app.code(provider, mine(provider));
        app.revoke(provider, "");
        JsonNode tokens = json(app.exchange(provider, code));
        assertThat(call(provider, tokens.path("access_token").asString(), mine(provider))
                        .statusCode())
                .isEqualTo(200);
        assertThat(app.refresh(provider, tokens.path("refresh_token").asString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesTheConnectionsOfAConsentAndEndsOne() {
        app.link("XERO", "x1");
        String token = app.link("XERO", "x2");
        String event = claim(token, "authentication_event_id");
        assertThat(json(app.connections(token, ""))).hasSize(2);
        JsonNode ofThis = json(app.connections(token, "?authEventId=" + event));
        assertThat(ofThis).singleElement().satisfies(one -> {
            assertThat(one.path("tenantId").asString()).isEqualTo("x2");
            assertThat(one.path("tenantName").asString()).isEqualTo("Books x2");
            assertThat(one.path("createdDateUtc").asString()).isEqualTo("2026-11-23T12:00:00.0000000");
        });
        String connection = ofThis.path(0).path("id").asString();
        assertThat(app.disconnect("nonsense", connection).statusCode()).isEqualTo(401);
        assertThat(app.disconnect(token, connection).statusCode()).isEqualTo(204);
        assertThat(app.disconnect(token, connection).statusCode()).isEqualTo(404);
        assertThat(app.xero(token, "x2", "Accounts").statusCode()).isEqualTo(403);
        assertThat(app.xero(token, "x1", "Accounts").statusCode()).isEqualTo(200);
    }

    private static String claim(String jwt, String name) {
        byte[] body = Base64.getUrlDecoder().decode(jwt.split("\\.")[1]);
        return App.JSON
                .readTree(new String(body, StandardCharsets.UTF_8))
                .path(name)
                .asString();
    }

    private JsonNode consent(String scopes) {
        URI back = Browser.approve(app.authorizationUrl("XERO", scopes), "robin", List.of("x1"));
        return json(app.exchange("XERO", App.parameter(back, "code")));
    }

    @Test
    void aListIsReadByItsScopeAloneAndAConsentAddsToTheOnesBefore() {
        JsonNode narrow = consent("openid accounting.contacts.read");
        String token = narrow.path("access_token").asString();
        HttpResponse<String> refused = app.xero(token, "x1", "Accounts");

        assertThat(app.xero(token, "x1", "Contacts").statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("www-authenticate")).hasValue("insufficent_scope");
        assertThat(app.xero(token, "x1", "Reports/TrialBalance").statusCode()).isEqualTo(401);
        assertThat(narrow.has("refresh_token")).isFalse();

        JsonNode wider = consent("offline_access accounting.settings.read");

        assertThat(wider.path("scope").asString()).contains("accounting.contacts.read", "accounting.settings.read");
        assertThat(wider.has("refresh_token")).isTrue();
        String both = wider.path("access_token").asString();
        assertThat(app.xero(both, "x1", "Accounts").statusCode()).isEqualTo(200);
        assertThat(app.xero(both, "x1", "Contacts").statusCode()).isEqualTo(200);
        assertThat(app.xero(token, "x1", "Accounts").statusCode())
                .as("a token issued before")
                .isEqualTo(401);
    }

    @Test
    void quickBooksGivesNoCodeWithoutItsScope() {
        URI back = Browser.approve(app.authorizationUrl("QBO", "openid"), "robin", List.of("101"));

        assertThat(App.parameter(back, "error")).isEqualTo("invalid_scope");
    }

    @Test
    void theTokenEndpointIsAwayAsOftenAsSaid() {
        String token = json(app.exchange("XERO", app.code("XERO", "x1")))
                .path("refresh_token")
                .asString();
        sandbox.define().failRefreshes(1);
        assertThat(app.refresh("XERO", token).statusCode()).isEqualTo(503);
        assertThat(app.refresh("XERO", token).statusCode()).isEqualTo(200);
    }
}
