package io.ledgersync.link;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The service's PostgreSQL; nobody gets at it before its schema is up to date. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(LinkSettings settings) {
        HikariDataSource source = new HikariDataSource();
        source.setPoolName("link-service");
        source.setJdbcUrl(settings.database().url());
        source.setUsername(settings.database().user());
        source.setPassword(settings.database().password().value());
        source.setMaximumPoolSize(settings.database().connections());
        source.setMinimumIdle(2);
        return source;
    }

    @Bean(initMethod = "migrate")
    Flyway flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/outbox", "classpath:db/link")
                // The outbox numbers its scripts apart from ours: a new one of its comes after ours that are applied.
                .outOfOrder(true)
                .load();
    }

    @Bean
    JdbcClient jdbcClient(DataSource source, Flyway migrated) {
        return JdbcClient.create(source);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource source) {
        return new JdbcTransactionManager(source);
    }

    @Bean
    TransactionTemplate transactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    HealthIndicator databaseHealthIndicator(JdbcClient jdbc) {
        return () -> {
            try {
                jdbc.sql("select 1").query(Integer.class).single();
                return Health.up().build();
            } catch (RuntimeException e) {
                return Health.down()
                        .withDetail("problem", String.valueOf(e.getMessage()))
                        .build();
            }
        };
    }
}
