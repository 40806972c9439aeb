package io.ledgersync.orchestrator.schedule;

import io.ledgersync.orchestrator.OrchestratorMetrics;
import io.ledgersync.orchestrator.OrchestratorSettings;
import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.orchestrator.month.Months;
import io.ledgersync.orchestrator.plan.Places;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens by itself. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    @Bean
    Rounds rounds(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ClientFiles files,
            Places places,
            Months months,
            OrchestratorMetrics metrics,
            BooleanSupplier listening,
            OrchestratorSettings settings,
            Clock clock) {
        return new Rounds(
                new DueConnections(jdbc, transactions, files, listening, clock),
                new Dispatcher(jdbc, transactions, files, places, months, metrics),
                settings.orchestrator().round(),
                clock);
    }
}
