package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider's minute is kept in three seconds. */
class TimeScaleTest {
    private static final String ORGANISATION = "6f7594f2-f059-4d56-9e67-47ac9733bfe1";

    @Test
    void quotasAndLatenciesGoByTheSameFasterClock() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory().withTimeScale(20))) {
            sandbox.define()
                    .organisation(OrganisationSpec.generated(
                            "XERO", ORGANISATION, "Quick", 1, new BooksSpec(Map.of("Account", 12))))
                    .quota(ORGANISATION, new QuotaSpec(2, 0, 0, 0, 0))
                    .latency(ORGANISATION, new Latency(Duration.ofSeconds(4), Duration.ZERO));
            App app = new App(sandbox);
            String token = app.link("XERO", ORGANISATION);

            long began = System.nanoTime();
            HttpResponse<String> first = app.xero(token, ORGANISATION, "Accounts", "Accept", "application/json");
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            HttpResponse<String> refused = untilRefused(app, token);
            long wait = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
            Thread.sleep(wait * 1_000 / 20 + 50);
            HttpResponse<String> afterwards = app.xero(token, ORGANISATION, "Accounts");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(took).isBetween(Duration.ofMillis(200), Duration.ofSeconds(4));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(wait).isBetween(1L, 60L);
            assertThat(afterwards.statusCode()).isEqualTo(200);
        }
    }

    /**
     * A minute of two calls may end between any two of them; the fifth call is the third of one minute whatever
     * happens.
     */
    private static HttpResponse<String> untilRefused(App app, String token) {
        HttpResponse<String> answer = app.xero(token, ORGANISATION, "Accounts");
        for (int call = 3; call <= 5 && answer.statusCode() == 200; call++) {
            answer = app.xero(token, ORGANISATION, "Accounts");
        }
        return answer;
    }
}
