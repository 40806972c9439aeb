package io.ledgersync.qbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.quota.QuotaSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QboSettingsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @Test
    void hasQuickBooksOwnLimitsUnlessConfigured() {
        assertThat(settings(Map.of()).limits(TIMEOUT))
                .isEqualTo(new QuotaSettings(500, 0, 10, 10, 40, new BigDecimal("0.10"), TIMEOUT, false));
        assertThat(settings(Map.of("ledgersync.qbo.quota.batch-minute", "3"))
                        .limits(TIMEOUT)
                        .batchPerMinute())
                .isEqualTo(3);
    }

    private static QboSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ledgersync.qbo", QboSettings.class);
    }
}
