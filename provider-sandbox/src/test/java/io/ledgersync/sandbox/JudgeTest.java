package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private Sandbox sandbox;
    private App app;
    private String token;

    @BeforeEach
    void start() {
        // No minute of the quota ends while a test counts its calls.
        MovedClock clock = new MovedClock(Instant.parse("2026-11-23T12:00:00Z"));
        sandbox = Sandbox.start(new SandboxSettings(0, null, TokenSettings.REAL, false, true, clock));
        app = new App(sandbox);
        sandbox.define()
                .organisation(OrganisationSpec.generated(
                        "XERO",
                        "judged",
                        "Judged",
                        1,
                        new BooksSpec(Map.of("Account", 5, "Contact", 20, "Invoice", 400))));
        token = app.link("XERO", "judged");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void fortyCallsAtOnceAreSeenWhenFiveAreAllowedHoweverQuickTheAnswers() {
        ExecutorService threads = Executors.newFixedThreadPool(40);
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(CompletableFuture.supplyAsync(
                    () -> app.xero(token, "judged", "Invoices?page=1&pageSize=1000"), threads));
        }
        calls.forEach(CompletableFuture::join);
        threads.shutdown();
        assertThat(sandbox.query().violations()).anyMatch(violation -> violation.contains("concurrent"));
    }

    @Test
    void callsOneAfterTheOtherBreakNothing() {
        for (int i = 0; i < 30; i++) {
            assertThat(app.xero(token, "judged", "Accounts").statusCode()).isEqualTo(200);
        }
        sandbox.expect().noQuotaViolation();
    }

    @Test
    void theAppsMinuteIsOneForAllOrganisations() {
        sandbox.define()
                .xeroAppMinute(3)
                .organisation(
                        OrganisationSpec.generated("XERO", "other", "Other", 2, new BooksSpec(Map.of("Account", 5))));
        String others = app.link("XERO", "other");
        assertThat(remaining(app.xero(token, "judged", "Accounts"))).isEqualTo("2");
        assertThat(remaining(app.xero(others, "other", "Accounts"))).isEqualTo("1");
        assertThat(remaining(app.xero(token, "judged", "Accounts"))).isEqualTo("0");
        HttpResponse<String> refused = app.xero(others, "other", "Accounts");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("X-Rate-Limit-Problem")).contains("appminute");
        assertThat(sandbox.query().violations()).isNotEmpty().allMatch(violation -> violation.startsWith("the app"));
    }

    @Test
    void aCallThatIsRefusedForItsNumberLeavesAPendingFaultForTheNext() {
        sandbox.define().xeroAppMinute(1);
        assertThat(app.xero(token, "judged", "Accounts").statusCode()).isEqualTo(200);
        sandbox.define().fault("judged", FaultRule.status("/Accounts", 1, 503, "offline"));
        assertThat(app.xero(token, "judged", "Accounts").statusCode()).isEqualTo(429);
        sandbox.define().xeroAppMinute(0);
        assertThat(app.xero(token, "judged", "Accounts").statusCode()).isEqualTo(503);
    }

    @Test
    void aCallWhoseAnswerFailsIsOver() {
        sandbox.define().quota("judged", new QuotaSpec(0, 0, 1, 0, 0)).afterEachCall("judged", edits -> {
            throw new IllegalStateException("as defined");
        });
        assertThat(app.xero(token, "judged", "Accounts").statusCode()).isEqualTo(500);
        sandbox.define().afterEachCall("judged", null);
        assertThat(app.xero(token, "judged", "Accounts").statusCode()).isEqualTo(200);
        sandbox.expect().noQuotaViolation();
    }

    private static String remaining(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-AppMinLimit-Remaining").orElse("");
    }
}
