package io.ledgersync.link;

import io.ledgersync.link.client.ClientEvents;
import io.ledgersync.link.client.Clients;
import io.ledgersync.link.client.Links;
import io.ledgersync.link.client.Restoration;
import io.ledgersync.link.consent.Callback;
import io.ledgersync.link.consent.Consents;
import io.ledgersync.link.consent.Linking;
import io.ledgersync.link.consent.Sweep;
import io.ledgersync.link.grant.Farewells;
import io.ledgersync.link.grant.Grants;
import io.ledgersync.link.grant.Leases;
import io.ledgersync.link.grant.Vault;
import io.ledgersync.link.list.ClientList;
import io.ledgersync.link.list.RunProjection;
import io.ledgersync.link.permit.DatabaseClock;
import io.ledgersync.link.permit.OwnCalls;
import io.ledgersync.link.permit.PermitBook;
import io.ledgersync.link.permit.PermitBooks;
import io.ledgersync.link.provider.Providers;
import io.ledgersync.link.provider.QboSettings;
import io.ledgersync.link.provider.XeroSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Puts the service together; reading it gives what depends on what. */
@Configuration(proxyBeanMethods = false)
class LinkConfiguration {
    private static final int LOOKUPS_AT_ONCE = 6;
    private static final int LOOKUPS_WAITING = 20_000;
    private static final int ROUND_TRIPS_AT_ONCE = 8;
    private static final int ROUND_TRIPS_WAITING = 1_000;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    LinkMetrics linkMetrics(MeterRegistry meters) {
        return new LinkMetrics(meters);
    }

    @Bean
    PermitBooks permitBooks(
            XeroSettings xero,
            QboSettings qbo,
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            LinkMetrics metrics) {
        // In transactions of their own: the book's lock must not be held until some other work is done.
        TransactionTemplate transactions = new TransactionTemplate(manager);
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        Clock shared = new DatabaseClock(jdbc);
        return new PermitBooks(Map.of(
                Provider.XERO,
                new PermitBook(Provider.XERO, xero.quota().appMinute(), jdbc, transactions, shared, metrics),
                Provider.QBO,
                new PermitBook(Provider.QBO, qbo.quota().appMinute(), jdbc, transactions, shared, metrics)));
    }

    @Bean
    Providers providers(XeroSettings xero, QboSettings qbo, PermitBooks books, LinkSettings settings, Clock clock) {
        return new Providers(
                xero,
                qbo,
                new OwnCalls(books.of(Provider.XERO)),
                settings.link().callTimeout(),
                clock);
    }

    @Bean
    Grants grants(JdbcClient jdbc, LinkSettings settings) {
        return new Grants(jdbc, new Vault(settings.vault().keyset()));
    }

    @Bean(destroyMethod = "close")
    Leases leases(
            Grants grants, Providers providers, TransactionTemplate transactions, Clock clock, LinkMetrics metrics) {
        return new Leases(grants, providers, transactions, clock, metrics);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler lookups() {
        return Schedulers.newBoundedElastic(LOOKUPS_AT_ONCE, LOOKUPS_WAITING, "lease");
    }

    @Bean(destroyMethod = "dispose")
    Scheduler roundTrips() {
        return Schedulers.newBoundedElastic(ROUND_TRIPS_AT_ONCE, ROUND_TRIPS_WAITING, "round-trip");
    }

    @Bean
    Farewells farewells(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Grants grants,
            Leases leases,
            Providers providers,
            Clock clock) {
        return new Farewells(jdbc, transactions, grants, leases, providers, clock);
    }

    @Bean
    Links links(JdbcClient jdbc, ClientEvents events, Farewells farewells, Clock clock) {
        return new Links(jdbc, events, farewells, clock);
    }

    @Bean
    Clients clients(JdbcClient jdbc, TransactionTemplate transactions, Links links, ClientEvents events, Clock clock) {
        return new Clients(jdbc, transactions, links, events, clock);
    }

    @Bean
    Restoration restoration(
            Clients clients, Links links, JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        return new Restoration(clients, links, jdbc, transactions, clock);
    }

    @Bean
    ClientList clientList(JdbcClient jdbc) {
        return new ClientList(jdbc);
    }

    @Bean
    RunProjection runProjection(JdbcClient jdbc) {
        return new RunProjection(jdbc);
    }

    @Bean
    Consents consents(JdbcClient jdbc, Clock clock) {
        return new Consents(jdbc, clock);
    }

    @Bean
    Linking linking(
            Clients clients,
            Links links,
            Consents consents,
            Providers providers,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            LinkSettings settings,
            Clock clock,
            LinkMetrics metrics) {
        return new Linking(clients, links, consents, providers, jdbc, transactions, settings, clock, metrics);
    }

    @Bean
    Callback callback(
            Clients clients,
            Links links,
            Consents consents,
            Grants grants,
            Farewells farewells,
            Providers providers,
            TransactionTemplate transactions,
            LinkSettings settings,
            LinkMetrics metrics) {
        return new Callback(clients, links, consents, grants, farewells, providers, transactions, settings, metrics);
    }

    @Bean
    Sweep sweep(Consents consents, Farewells farewells, TransactionTemplate transactions, LinkSettings settings) {
        return new Sweep(consents, farewells, transactions, settings.link().sweepInterval());
    }
}
