package io.ledgersync.orchestrator;

import io.ledgersync.web.LedgerSyncService;
import io.ledgersync.web.ServiceApplication;
import io.ledgersync.web.access.ServesPeople;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The sync orchestrator as a process of its own. */
@LedgerSyncService
@ServesPeople
@ComponentScan
@ConfigurationPropertiesScan
@ImportAutoConfiguration({
    TaskExecutionAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    DataSourceHealthContributorAutoConfiguration.class,
    DataSourcePoolMetricsAutoConfiguration.class
})
public class SyncOrchestratorApplication {

    /** The application, not started; properties may be added before {@code run}. */
    public static SpringApplicationBuilder application() {
        return ServiceApplication.of("sync-orchestrator", SyncOrchestratorApplication.class);
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
