package io.ledgersync.gateway;

import io.ledgersync.web.LedgerSyncService;
import io.ledgersync.web.ServiceApplication;
import io.ledgersync.web.access.ServesPeople;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.gateway.config.GatewayAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The gateway as a process of its own; the services behind check tokens again, and what they permit. */
@LedgerSyncService
// The provider's redirect carries no token: its state names the consent it belongs to.
@ServesPeople(open = "/oauth/callback/*")
@ComponentScan
@ConfigurationPropertiesScan
@ImportAutoConfiguration(GatewayAutoConfiguration.class)
public class GatewayApplication {

    /** The application, not started; properties may be added before {@code run}. */
    public static SpringApplicationBuilder application() {
        return ServiceApplication.of("gateway", GatewayApplication.class);
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
