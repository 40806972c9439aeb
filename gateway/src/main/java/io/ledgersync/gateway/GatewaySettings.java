package io.ledgersync.gateway;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway sends requests on.
 *
 * @param linkService {@code ledgersync.link-service.url}
 * @param syncOrchestrator {@code ledgersync.sync-orchestrator.url}
 * @param ledgerStore {@code ledgersync.ledger-store.url}
 * @param gateway the gateway's own limits
 */
@ConfigurationProperties("ledgersync")
public record GatewaySettings(
        Upstream linkService,
        Upstream syncOrchestrator,
        Upstream ledgerStore,
        @DefaultValue Gateway gateway) {

    public GatewaySettings {
        require(linkService, "ledgersync.link-service.url");
        require(syncOrchestrator, "ledgersync.sync-orchestrator.url");
        require(ledgerStore, "ledgersync.ledger-store.url");
    }

    private static void require(@Nullable Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is not set; it must be a URL");
        }
    }

    private static void requirePositive(Duration value, String key) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than 0");
        }
    }

    /** A service behind the gateway. */
    public record Upstream(URI url) {
        private static final String KEYS = "ledgersync.{link-service,sync-orchestrator,ledger-store}.url";

        public Upstream {
            require(url, KEYS);
            if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new IllegalArgumentException(
                        KEYS + " is " + url + "; it must be a URL such as http://link-service:8081");
            }
        }
    }

    /**
     * The gateway's own limits.
     *
     * @param responseTimeout how long an upstream may take to begin its answer
     * @param heartbeat how often an idle event stream says that it lives
     */
    public record Gateway(
            @DefaultValue("30s") Duration responseTimeout,
            @DefaultValue("15s") Duration heartbeat) {
        public Gateway {
            requirePositive(responseTimeout, "ledgersync.gateway.response-timeout");
            requirePositive(heartbeat, "ledgersync.gateway.heartbeat");
        }
    }
}
