package io.ledgersync.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.stream.XeroStreams;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class XeroSettingsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @Test
    void takesTheDaysLimitAndTheJournalsFromTheTier() {
        XeroSettings starter = settings(Map.of());
        assertThat(starter.limits(TIMEOUT))
                .isEqualTo(new QuotaSettings(60, 1_000, 5, 0, 0, new java.math.BigDecimal("0.10"), TIMEOUT, true));
        assertThat(starter.readsJournals()).isFalse();
        XeroSettings advanced = settings(Map.of("ledgersync.xero.tier", "advanced"));
        assertThat(advanced.limits(TIMEOUT).perDay()).isEqualTo(5_000);
        assertThat(advanced.readsJournals()).isTrue();
    }

    @Test
    void letsEveryLimitBeConfigured() {
        XeroSettings settings = settings(Map.of(
                "ledgersync.xero.quota.minute", "0",
                "ledgersync.xero.quota.day", "7",
                "ledgersync.xero.quota.app-minute", "0",
                "ledgersync.xero.journals", "true"));
        assertThat(settings.limits(TIMEOUT).perMinute()).isZero();
        assertThat(settings.limits(TIMEOUT).perDay()).isEqualTo(7);
        assertThat(settings.limits(TIMEOUT).appPermits()).isFalse();
        assertThat(settings.readsJournals()).isTrue();
        assertThatThrownBy(() -> settings(Map.of("ledgersync.xero.quota.concurrent", "0"))
                        .limits(TIMEOUT))
                .hasMessageContaining("concurrent");
    }

    @Test
    void hasAJournalsStreamOnlyWhereJournalsAreRead() {
        assertThat(new XeroConnector(XeroTier.CORE, XeroStreams.of(false, List.of()), Clock.systemUTC()).streams())
                .extracting(LedgerStream::name)
                .contains("Organisation", "Invoices")
                .doesNotContain("Journals", "Quotes");
        assertThat(new XeroConnector(XeroTier.CORE, XeroStreams.of(true, List.of()), Clock.systemUTC()).streams())
                .extracting(LedgerStream::name)
                .contains("Journals");
    }

    @Test
    void readsOptionalListsOnlyWhenAskedAndNamesThemWhenAskedForAnother() {
        XeroSettings settings = settings(Map.of("ledgersync.xero.optional-streams", "Quotes,Budgets"));
        assertThat(XeroStreams.of(false, settings.optionalStreams()))
                .extracting(XeroList::path)
                .contains("Quotes", "Budgets")
                .doesNotContain("PurchaseOrders");
        assertThatThrownBy(() -> XeroStreams.of(false, List.of("Receipts")))
                .hasMessage("ledgersync.xero.optional-streams is \"Receipts\"; allowed are " + XeroStreams.optional());
    }

    private static XeroSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ledgersync.xero", XeroSettings.class);
    }
}
