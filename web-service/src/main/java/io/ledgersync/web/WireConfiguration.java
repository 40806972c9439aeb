package io.ledgersync.web;

import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.WireSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka and the registry, from {@code ledgersync.kafka.*} and {@code ledgersync.registry.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WireConfiguration.Kafka.class, WireConfiguration.Registry.class})
class WireConfiguration {

    /** {@code ledgersync.kafka.*}: how Kafka is reached. */
    @ConfigurationProperties("ledgersync.kafka")
    record Kafka(
            @Nullable String bootstrapServers,
            @DefaultValue("48") int partitions,
            @DefaultValue("1") short replication,
            @DefaultValue Map<String, String> properties) {}

    /** {@code ledgersync.registry.*}: how the schema registry is reached. */
    @ConfigurationProperties("ledgersync.registry")
    record Registry(@Nullable String url, @DefaultValue Map<String, String> properties) {}

    @Bean
    WireSettings wireSettings(Kafka kafka, Registry registry) {
        return new WireSettings(
                kafka.bootstrapServers(),
                registry.url(),
                kafka.partitions(),
                kafka.replication(),
                kafka.properties(),
                registry.properties());
    }

    @Bean(destroyMethod = "close")
    EventCodec eventCodec(WireSettings settings) {
        return new EventCodec(settings);
    }
}
