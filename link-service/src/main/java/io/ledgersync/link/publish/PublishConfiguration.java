package io.ledgersync.link.publish;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.link.ClientUnlinked;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.LinkSettings;
import io.ledgersync.link.client.ClientEvents;
import io.ledgersync.link.client.Restoration;
import io.ledgersync.link.list.RunProjection;
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
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together what speaks to Kafka and listens to it. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {
    private static final String SLOT = "outbox_link";

    /** Says that the topics exist and that their schemas are known to the registry. */
    record TopicsReady() {}

    @Bean
    TopicsReady topicsReady(WireSettings wire, EventCodec codec) {
        TopicSetup.ensure(wire, List.of(Topics.LINK_EVENTS, Topics.SYNC_RUNS));
        codec.register(
                Topics.LINK_EVENTS,
                List.of(
                        ClientCreated.getClassSchema(),
                        ClientLinked.getClassSchema(),
                        ClientUnlinked.getClassSchema(),
                        ClientDeleted.getClassSchema()));
        codec.register(Topics.SYNC_RUNS, List.of(RunChanged.getClassSchema()));
        return new TopicsReady();
    }

    @Bean
    ClientEvents clientEvents(JdbcClient jdbc, EventCodec codec, Clock clock) {
        return new LinkEvents(new Outbox(jdbc, codec, clock));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    OutboxRelay outboxRelay(
            LinkSettings settings,
            WireSettings wire,
            Clock clock,
            MeterRegistry meters,
            Flyway migrated,
            TopicsReady ready) {
        LinkSettings.Database database = settings.database();
        return new OutboxRelay(
                new RelaySettings(
                        database.url(), database.user(), database.password().value(), SLOT),
                wire,
                clock,
                meters);
    }

    @Bean
    RelayHealthIndicator outboxRelayHealthIndicator(OutboxRelay relay) {
        return new RelayHealthIndicator(relay);
    }

    @Bean
    OwnEvents ownEvents(
            WireSettings wire, EventCodec codec, Restoration restoration, JdbcClient jdbc, TopicsReady ready) {
        return new OwnEvents(wire, codec, restoration, jdbc);
    }

    @Bean
    RunReader runReaderHealthIndicator(
            WireSettings wire, EventCodec codec, RunProjection projection, LinkMetrics metrics, TopicsReady ready) {
        return new RunReader(wire, codec, projection, metrics);
    }
}
