package io.ledgersync.kit.flow;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.http.Courier;
import io.ledgersync.kit.link.KnownKeys;
import io.ledgersync.kit.link.Leases;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.quota.AppPermits;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.kit.slice.ConnectorMetrics;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts a replica together from its configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ConnectorSettings.class, ConnectorConfiguration.Neighbours.class})
class ConnectorConfiguration {
    private static final int HTTP_THREADS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /**
     * {@code ledgersync.link-service.url}, {@code ledgersync.ledger-store.url} and {@code ledgersync.internal.token}:
     * our own services.
     */
    @ConfigurationProperties("ledgersync")
    record Neighbours(
            @DefaultValue Address linkService,
            @DefaultValue Address ledgerStore,
            @DefaultValue Internal internal) {
        record Address(@Nullable URI url) {}

        record Internal(@Nullable String token) {
            @Override
            public String toString() {
                return "Internal[]";
            }
        }

        URI linkServiceUrl() {
            return required("ledgersync.link-service.url", linkService.url());
        }

        URI ledgerStoreUrl() {
            return required("ledgersync.ledger-store.url", ledgerStore.url());
        }

        String internalToken() {
            return required("ledgersync.internal.token", internal.token());
        }

        private static <T> T required(String key, @Nullable T value) {
            if (value == null || value.toString().isBlank()) {
                throw new IllegalArgumentException(key + " is not set");
            }
            return value;
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService httpThreads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(HTTP_THREADS, task -> {
            Thread thread = new Thread(task, "http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A retry is a call like any other: the client makes none by itself, whatever the JVM was started with. */
    @Bean
    HttpClient httpClient(ExecutorService httpThreads) {
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        return HttpClient.newBuilder()
                .executor(httpThreads)
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Bean(destroyMethod = "close")
    Courier courier(HttpClient http, Clock clock) {
        return new Courier(http, clock);
    }

    @Bean
    Leases leases(HttpClient http, Neighbours neighbours) {
        return new Leases(http, neighbours.linkServiceUrl(), neighbours.internalToken());
    }

    @Bean
    KnownKeys knownKeys(HttpClient http, Neighbours neighbours) {
        return new KnownKeys(http, neighbours.ledgerStoreUrl(), neighbours.internalToken());
    }

    @Bean
    ConnectorMetrics connectorMetrics(MeterRegistry registry, Connector connector) {
        return new ConnectorMetrics(registry, connector.provider().key());
    }

    @Bean
    ConnectorLifecycle connectorLifecycle(
            Connector connector,
            QuotaSettings quota,
            ConnectorSettings settings,
            Environment environment,
            WireSettings wire,
            EventCodec codec,
            Courier courier,
            Leases leases,
            KnownKeys knownKeys,
            Neighbours neighbours,
            HttpClient http,
            ConnectorMetrics metrics,
            Clock clock) {
        URI apiUrl = environment.getRequiredProperty(
                "ledgersync." + connector.provider().key() + ".api-url", URI.class);
        AppPermits permits = quota.appPermits()
                ? new AppPermits(
                        http,
                        neighbours.linkServiceUrl(),
                        neighbours.internalToken(),
                        connector.provider(),
                        settings.replicaId(),
                        clock)
                : null;
        ConnectorRuntime.Outside outside = new ConnectorRuntime.Outside(
                wire, codec, courier, leases, knownKeys, permits, metrics, Patience.usual(new SecureRandom()), clock);
        return new ConnectorLifecycle(
                connector.provider(), wire, () -> new ConnectorRuntime(connector, quota, settings, apiUrl, outside));
    }

    @Bean
    ConnectorHealth replicaHealthIndicator(ConnectorLifecycle lifecycle, Clock clock) {
        return new ConnectorHealth(lifecycle, clock);
    }
}
