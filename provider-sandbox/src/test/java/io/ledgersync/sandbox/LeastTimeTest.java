package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.quota.QuotaSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeastTimeTest {
    private static final Latency XERO = new Latency(Duration.ofMillis(400), Duration.ofNanos(1_100_000));
    private static final Latency QBO = new Latency(Duration.ofMillis(500), Duration.ofNanos(4_500_000));

    @Test
    void theMinutesQuotaBindsALargeXeroOrganisation() {
        Map<String, Integer> counts = Map.of("Journal", 100_000, "Invoice", 100_000);

        assertThat(new LeastTime(true, QuotaSpec.xero(5_000), XERO, counts, 1_261).least())
                .isEqualTo(Duration.ofMinutes(21));
    }

    @Test
    void theLongestListBindsAnOrganisationThatOneMinuteHasCallsFor() {
        assertThat(new LeastTime(true, QuotaSpec.xero(5_000), XERO, Map.of("Journal", 4_000), 60).least())
                .isEqualTo(Duration.ofMillis(41 * 400 + 4_400));
    }

    @Test
    void thePlacesSideBySideBindQuickBooks() {
        assertThat(new LeastTime(false, QuotaSpec.qbo(), QBO, Map.of("Invoice", 300_000), 300).least())
                .isEqualTo(Duration.ofMillis((300 * 500 + 300_000 * 9 / 2) / 10));
    }

    @Test
    void theSecondsQuotaBindsWhereAnswersTakeNoTime() {
        assertThat(new LeastTime(false, QuotaSpec.qbo(), Latency.NONE, Map.of("Invoice", 300_000), 301).least())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aDaysQuotaThatIsTooSmallBindsAboveAll() {
        assertThat(new LeastTime(true, QuotaSpec.xero(1_000), XERO, Map.of("Journal", 100_000), 1_271).least())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void anEmptyOrganisationWithoutLimitsTakesNoTime() {
        assertThat(new LeastTime(false, QuotaSpec.unlimited(), QBO, Map.of(), 3).least())
                .isEqualTo(Duration.ZERO);
    }
}
