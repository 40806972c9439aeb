package io.ledgersync.link.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class XeroSettingsTest {

    @ParameterizedTest
    @CsvSource({"STARTER,false", "CORE,false", "PLUS,false", "ADVANCED,true", "ENTERPRISE,true"})
    void asksForJournalsOnlyWhenTheTierAllows(String tier, boolean journals) {
        XeroSettings settings = bind(Map.of("ledgersync.xero.tier", tier));

        assertThat(settings.scopes().contains("accounting.journals.read")).isEqualTo(journals);
        assertThat(settings.scopes())
                .contains("offline_access", "openid", "accounting.invoices.read")
                .doesNotContain("accounting.transactions");
    }

    @Test
    void asksForJournalsWhereTheyAreReadWhateverTheTier() {
        assertThat(bind(Map.of("ledgersync.xero.journals", "true")).scopes()).contains("accounting.journals.read");
        assertThat(bind(Map.of("ledgersync.xero.tier", "ADVANCED", "ledgersync.xero.journals", "false"))
                        .scopes())
                .doesNotContain("accounting.journals.read");
    }

    @Test
    void asksForBudgetsOnlyWhereTheyAreRead() {
        assertThat(bind(Map.of("ledgersync.xero.optional-streams", "Quotes")).scopes())
                .doesNotContain("accounting.budgets.read");
        assertThat(bind(Map.of("ledgersync.xero.optional-streams", "Quotes,Budgets"))
                        .scopes())
                .contains("accounting.budgets.read", "accounting.invoices.read");
    }

    @Test
    void takesScopesFromTheConfiguration() {
        XeroSettings settings = bind(Map.of("ledgersync.xero.scopes", "offline_access,accounting.transactions.read"));

        assertThat(settings.scopes()).containsExactly("offline_access", "accounting.transactions.read");
    }

    @Test
    void printsNoSecret() {
        XeroSettings settings = bind(Map.of("ledgersync.xero.client-secret", "hush"));

        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(settings.app().toString()).doesNotContain("hush");
    }

    private static XeroSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ledgersync.xero", XeroSettings.class);
    }
}
