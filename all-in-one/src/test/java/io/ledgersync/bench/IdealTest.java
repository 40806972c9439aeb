package io.ledgersync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Provider;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdealTest {
    @Test
    void theMinutesQuotaBindsALargeXeroOrganisation() {
        Ideal ideal = new Ideal(Provider.XERO, Map.of("Journal", 100_000, "Invoice", 100_000), 1261);

        assertThat(ideal.least()).isEqualTo(Duration.ofMinutes(21));
    }

    @Test
    void theLongestListBindsAnOrganisationThatOneMinuteHasCallsFor() {
        Ideal ideal = new Ideal(Provider.XERO, Map.of("Journal", 4_000), 60);

        assertThat(ideal.least()).isEqualTo(Duration.ofMillis(41 * 400 + 4_400));
    }

    @Test
    void thePlacesSideBySideBindQuickBooks() {
        Ideal ideal = new Ideal(Provider.QBO, Map.of("Invoice", 300_000), 300);

        assertThat(ideal.least()).isEqualTo(Duration.ofMillis((300 * 500 + 300_000 * 9 / 2) / 10));
    }
}
