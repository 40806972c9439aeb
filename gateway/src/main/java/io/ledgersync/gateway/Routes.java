package io.ledgersync.gateway;

import java.net.URI;
import java.time.Duration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which service answers which path; the first that matches wins. */
@Configuration(proxyBeanMethods = false)
class Routes {
    /** A provider that throttles names a minute's wait. */
    private static final Duration CONSENT_PATIENCE = Duration.ofMinutes(2);

    @Bean
    RouteLocator routesToServices(RouteLocatorBuilder routes, GatewaySettings settings) {
        URI orchestrator = settings.syncOrchestrator().url();
        URI store = settings.ledgerStore().url();
        URI links = settings.linkService().url();
        return routes.routes()
                .route("runs", route -> route.path(
                                "/api/clients/*/syncs", "/api/syncs", "/api/syncs/**", "/api/settings")
                        .uri(orchestrator))
                .route("ledger", route -> route.path("/api/clients/*/ledger/**").uri(store))
                .route("clients", route -> route.path("/api/clients", "/api/clients/**")
                        .uri(links))
                .route("consents", route -> route.path("/oauth/callback/*")
                        .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, CONSENT_PATIENCE.toMillis())
                        .uri(links))
                .build();
    }
}
