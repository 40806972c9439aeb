package io.ledgersync.xero;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.flow.ConnectorSettings;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.xero.stream.XeroStreams;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Xero adds to a connector's application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(XeroSettings.class)
class XeroConfiguration {

    @Bean
    Connector xeroConnector(XeroSettings settings, Clock clock) {
        return new XeroConnector(
                settings.tier(), XeroStreams.of(settings.readsJournals(), settings.optionalStreams()), clock);
    }

    @Bean
    QuotaSettings quotaSettings(XeroSettings settings, ConnectorSettings connector) {
        return settings.limits(connector.callTimeout());
    }
}
