package io.ledgersync.orchestrator.flow;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.link.ClientUnlinked;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.contract.sync.SyncCancelled;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncFailed;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncProjected;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.orchestrator.OrchestratorMetrics;
import io.ledgersync.orchestrator.OrchestratorSettings;
import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.outbox.Outbox;
import io.ledgersync.outbox.OutboxRelay;
import io.ledgersync.outbox.RelayHealthIndicator;
import io.ledgersync.outbox.RelaySettings;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.TopicSetup;
import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Kafka's side of the orchestrator. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

    private static final List<Schema> HEARD = List.of(
            SyncProgressed.getClassSchema(),
            SyncPaused.getClassSchema(),
            SyncCompleted.getClassSchema(),
            SyncFailed.getClassSchema(),
            SyncCancelled.getClassSchema(),
            SyncProjected.getClassSchema());
    private static final List<Schema> LINKS = List.of(
            ClientCreated.getClassSchema(),
            ClientLinked.getClassSchema(),
            ClientUnlinked.getClassSchema(),
            ClientDeleted.getClassSchema());

    @Bean
    Outbox outbox(JdbcClient jdbc, EventCodec codec, Clock clock) {
        return new Outbox(jdbc, codec, clock);
    }

    @Bean
    OutboxAnnouncer announcer(Outbox outbox, OrchestratorMetrics metrics) {
        return new OutboxAnnouncer(outbox, metrics);
    }

    /**
     * Topics exist, and schemas are known, before the first event needs them; a topic of another size stops the start.
     */
    @Bean
    Inbox inbox(
            WireSettings wire,
            EventCodec codec,
            ClientFiles files,
            Outbox outbox,
            TransactionTemplate transactions,
            OrchestratorMetrics metrics,
            Clock clock) {
        TopicSetup.ensure(
                wire,
                Stream.concat(
                                Stream.of(
                                        Topics.LINK_EVENTS, Topics.SYNC_EVENTS, Topics.SYNC_RUNS, Topics.DEAD_LETTERS),
                                Stream.of(Provider.XERO, Provider.QBO).map(Topics::syncRequests))
                        .toList());
        codec.register(Topics.LINK_EVENTS, LINKS);
        codec.register(Topics.SYNC_EVENTS, HEARD);
        codec.register(Topics.SYNC_RUNS, List.of(RunChanged.getClassSchema()));
        codec.register(Topics.DEAD_LETTERS, List.of(DeadLetter.getClassSchema()));
        for (Provider provider : List.of(Provider.XERO, Provider.QBO)) {
            codec.register(Topics.syncRequests(provider), List.of(SyncRequested.getClassSchema()));
        }
        Set<String> types = Stream.concat(HEARD.stream(), LINKS.stream())
                .map(Schema::getFullName)
                .collect(Collectors.toSet());
        DeadLetters deadLetters = new DeadLetters(outbox, transactions, clock);
        Postbag postbag = new Postbag(codec, types, new LinkDesk(files), files, deadLetters, transactions, metrics);
        return new Inbox(wire, postbag, metrics);
    }

    @Bean
    BooleanSupplier listening(Inbox inbox) {
        return inbox::caughtUp;
    }

    /** After Flyway, which makes the table that is relayed. */
    @Bean(initMethod = "start", destroyMethod = "close")
    OutboxRelay outboxRelay(
            OrchestratorSettings settings, WireSettings wire, Clock clock, MeterRegistry meters, Flyway migrated) {
        OrchestratorSettings.Database database = settings.database();
        RelaySettings relayed = new RelaySettings(
                database.url(),
                database.user(),
                database.password(),
                settings.orchestrator().slot());
        return new OutboxRelay(relayed, wire, clock, meters);
    }

    @Bean
    RelayHealthIndicator relay(OutboxRelay outboxRelay) {
        return new RelayHealthIndicator(outboxRelay);
    }
}
