package io.ledgersync.gateway;

import java.net.URI;
import java.time.Duration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.BooleanSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
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
        Duration patience = settings.gateway().responseTimeout();
        return routes.routes()
                .route("runs", route -> answeredWithin(
                                patience,
                                route.path("/api/clients/*/syncs", "/api/syncs", "/api/syncs/**", "/api/settings"))
                        .uri(orchestrator))
                .route("ledger", route -> answeredWithin(patience, route.path("/api/clients/*/ledger/**"))
                        .uri(store))
                .route("clients", route -> answeredWithin(patience, route.path("/api/clients", "/api/clients/**"))
                        .uri(links))
                .route("consents", route -> answeredWithin(CONSENT_PATIENCE, route.path("/oauth/callback/*"))
                        .uri(links))
                .build();
    }

    /** An upstream that has not begun its answer by then is a time-out to the caller. */
    private static UriSpec answeredWithin(Duration patience, BooleanSpec route) {
        return route.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, patience.toMillis());
    }
}
