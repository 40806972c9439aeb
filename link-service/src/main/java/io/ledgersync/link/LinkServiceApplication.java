package io.ledgersync.link;

import io.ledgersync.web.LedgerSyncService;
import io.ledgersync.web.ServiceApplication;
import io.ledgersync.web.access.ServesPeople;
import io.ledgersync.web.access.ServesServices;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/** The link service as a process of its own. */
@LedgerSyncService
// The provider's redirect carries no token: its state names the consent it belongs to.
@ServesPeople(open = "/oauth/callback/*")
@ServesServices
@ComponentScan
@ConfigurationPropertiesScan
public class LinkServiceApplication {

    /** The application, not started; properties may be added before {@code run}. */
    public static SpringApplicationBuilder application() {
        return ServiceApplication.of("link-service", LinkServiceApplication.class);
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
