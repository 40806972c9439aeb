package io.ledgersync.kit.flow;

import io.ledgersync.web.LedgerSyncService;
import io.ledgersync.web.ServiceApplication;
import io.ledgersync.web.access.ServesNobody;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * What every connector's application is made of: the loop, its health and its meters. A provider adds its connector and
 * its quota.
 */
@LedgerSyncService
@ServesNobody
@Import(ConnectorConfiguration.class)
public class ConnectorApplication {

    /**
     * The application of one provider, not started; properties may be added before {@code run}.
     *
     * @param configuration gives the beans Connector and QuotaSettings
     * @param name of the service, and of its configuration file
     */
    public static SpringApplicationBuilder application(Class<?> configuration, String name) {
        return ServiceApplication.of(name, ConnectorApplication.class, configuration)
                .properties("management.endpoint.health.group.readiness.include=readinessState,replica");
    }
}
