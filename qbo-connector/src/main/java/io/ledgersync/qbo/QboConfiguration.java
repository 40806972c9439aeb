package io.ledgersync.qbo;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.flow.ConnectorSettings;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.qbo.stream.QboStreams;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What QuickBooks adds to a connector's application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QboSettings.class)
class QboConfiguration {

    @Bean
    Connector qboConnector(QboSettings settings, Clock clock) {
        return new QboConnector(QboStreams.of(settings.optionalStreams()), clock);
    }

    @Bean
    QuotaSettings quotaSettings(QboSettings settings, ConnectorSettings connector) {
        return settings.limits(connector.callTimeout());
    }
}
