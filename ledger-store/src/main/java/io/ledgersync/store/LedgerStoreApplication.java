package io.ledgersync.store;

import io.ledgersync.web.LedgerSyncService;
import io.ledgersync.web.ServiceApplication;
import io.ledgersync.web.access.ServesPeople;
import io.ledgersync.web.access.ServesServices;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/** The ledger store as a process of its own. */
@LedgerSyncService
@ServesPeople
@ServesServices
@ComponentScan
@ConfigurationPropertiesScan
public class LedgerStoreApplication {

    /** The application, not started; properties may be added before {@code run}. */
    public static SpringApplicationBuilder application() {
        return ServiceApplication.of("ledger-store", LedgerStoreApplication.class);
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
