package io.ledgersync.orchestrator;

import com.zaxxer.hikari.HikariDataSource;
import io.ledgersync.orchestrator.client.Announcer;
import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.orchestrator.client.Practices;
import io.ledgersync.orchestrator.client.RunHistory;
import io.ledgersync.orchestrator.month.MonthlyBudget;
import io.ledgersync.orchestrator.month.MonthlyUsage;
import io.ledgersync.orchestrator.month.Months;
import io.ledgersync.orchestrator.plan.NightWindow;
import io.ledgersync.orchestrator.plan.Patience;
import io.ledgersync.orchestrator.plan.Places;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the orchestrator is made of. */
@Configuration(proxyBeanMethods = false)
class OrchestratorConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(OrchestratorSettings settings) {
        HikariDataSource source = new HikariDataSource();
        source.setPoolName("sync-orchestrator");
        source.setJdbcUrl(settings.database().url());
        source.setUsername(settings.database().user());
        source.setPassword(settings.database().password());
        return source;
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    TransactionTemplate transactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    OrchestratorMetrics orchestratorMetrics(MeterRegistry meters) {
        return new OrchestratorMetrics(meters);
    }

    @Bean
    Patience patience(OrchestratorSettings settings) {
        OrchestratorSettings.Orchestrator knobs = settings.orchestrator();
        return new Patience(knobs.silence(), knobs.coolDown(), knobs.announceEvery(), knobs.reconcileEvery());
    }

    @Bean
    Places places(OrchestratorSettings settings) {
        return new Places(
                settings.orchestrator().places(), settings.orchestrator().heavyPlaces());
    }

    @Bean
    Practices practices(JdbcClient jdbc, TransactionTemplate transactions, OrchestratorSettings settings, Clock clock) {
        OrchestratorSettings.Night night = settings.orchestrator().night();
        NightWindow usual = new NightWindow(night.timeZone(), night.from(), night.hours(), false);
        return new Practices(jdbc, transactions, usual, clock);
    }

    @Bean
    MonthlyUsage monthlyUsage(JdbcClient jdbc) {
        return new MonthlyUsage(jdbc);
    }

    @Bean
    Months months(MonthlyUsage usage, OrchestratorSettings settings, OrchestratorMetrics metrics, Clock clock) {
        MonthlyBudget budget = new MonthlyBudget(
                settings.qbo().quota().month(), settings.xero().monthBytes());
        return new Months(usage, budget, metrics, clock);
    }

    @Bean
    ClientFiles clientFiles(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Practices practices,
            Announcer announcer,
            Patience patience,
            MonthlyUsage usage,
            Months months,
            Clock clock) {
        return new ClientFiles(
                jdbc,
                transactions,
                practices,
                announcer,
                patience,
                usage,
                months::spent,
                () -> UUID.randomUUID().toString(),
                clock);
    }

    @Bean
    RunHistory runHistory(JdbcClient jdbc) {
        return new RunHistory(jdbc);
    }
}
