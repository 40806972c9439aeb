package io.ledgersync.kit.flow;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.quota.QuotaSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a provider's module adds to the kit. */
@Configuration(proxyBeanMethods = false)
class ToyConfiguration {

    @Bean
    Connector connector() {
        return Stage.connector();
    }

    @Bean
    QuotaSettings quotaSettings() {
        return Stage.plenty();
    }
}
