package io.ledgersync.store.project;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.sync.SyncProjected;
import io.ledgersync.store.StoreSettings;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.TopicSetup;
import io.ledgersync.wire.WireSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads ledger changes and link events, writes them batch by batch and commits what was written.
 *
 * <p>Both topics have the same partitions by client and are given out by range, so one thread sees all of a client: a
 * purge and a change of the same client never meet. While MongoDB is away the same batch is tried again and the
 * partitions stay paused.
 */
@Component("changes")
class ChangeConsumer implements SmartLifecycle, HealthIndicator {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChangeConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(2);

    private final WireSettings wire;
    private final EventCodec codec;
    private final Projection projection;
    private final Endings endings;
    private final Ledger ledger;
    private final StoreSettings settings;
    private final StoreMetrics metrics;
    private final Clock clock;
    private volatile boolean running;
    private volatile @Nullable String trouble = "not started";
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;
    /**
     * Set on the polling thread when partitions were taken from us while a batch was being tried: the batch is
     * another's now.
     */
    private boolean revoked;

    ChangeConsumer(
            WireSettings wire,
            EventCodec codec,
            Projection projection,
            Ledger ledger,
            StoreSettings settings,
            StoreMetrics metrics,
            Clock clock) {
        this.wire = wire;
        this.codec = codec;
        this.projection = projection;
        this.endings = new Endings(projection::announce, settings.store().retry());
        this.ledger = ledger;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void start() {
        TopicSetup.ensure(
                wire, List.of(Topics.LEDGER_CHANGES, Topics.LINK_EVENTS, Topics.SYNC_EVENTS, Topics.DEAD_LETTERS));
        running = true;
        thread = new Thread(this::runUntilStopped, "ledger-changes");
        thread.start();
    }

    private void runUntilStopped() {
        while (running) {
            try (KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(configuration())) {
                consumer = opened;
                codec.register(Topics.LEDGER_CHANGES, Batch.CHANGES);
                codec.register(Topics.SYNC_EVENTS, List.of(SyncProjected.getClassSchema()));
                codec.register(Topics.DEAD_LETTERS, List.of(DeadLetter.getClassSchema()));
                ledger.prepare().block(LONGEST_WRITE);
                consume(opened);
            } catch (WakeupException stopped) {
                LOGGER.debug("Projection stopped");
            } catch (RuntimeException failed) {
                trouble = failed.toString();
                LOGGER.atError().setCause(failed).log("Projection is interrupted; it begins again at the last commit");
                sleep();
            } finally {
                consumer = null;
                endings.drop(endings.partitions());
            }
        }
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = wire.consumer("ledger-store", "ledger-store");
        configuration.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        configuration.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.store().batch());
        return configuration;
    }

    private void consume(KafkaConsumer<byte[], byte[]> from) {
        from.subscribe(List.of(Topics.LEDGER_CHANGES, Topics.LINK_EVENTS), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                revoked = true;
                endings.drop(partitions.stream().map(TopicPartition::partition).toList());
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                LOGGER.atInfo().addKeyValue("partitions", partitions.size()).log("Projecting");
            }
        });
        while (running) {
            revoked = false;
            ConsumerRecords<byte[], byte[]> rows =
                    from.poll(endings.partitions().isEmpty() ? POLL : SOON);
            if (!rows.isEmpty()) {
                Batch batch = Batch.of(rows, codec);
                if (!writeUntilDone(from, batch)) {
                    return;
                }
                endings.begin(batch.ended());
            }
            Set<Integer> waitedBefore = endings.partitions();
            endings.look(clock.instant());
            Throwable unsaid = endings.failure();
            trouble = unsaid == null ? null : unsaid.toString();
            holdBack(from);
            if (!rows.isEmpty() || !waitedBefore.equals(endings.partitions())) {
                commit(from);
            }
        }
    }

    private void holdBack(KafkaConsumer<byte[], byte[]> from) {
        Set<Integer> waiting = endings.partitions();
        Set<TopicPartition> held = from.assignment().stream()
                .filter(partition -> waiting.contains(partition.partition()))
                .collect(Collectors.toSet());
        from.pause(held);
        from.resume(from.paused().stream()
                .filter(partition -> !held.contains(partition))
                .toList());
    }

    /** False when the partitions were taken away meanwhile: whoever has them now does it again. */
    private boolean writeUntilDone(KafkaConsumer<byte[], byte[]> from, Batch batch) {
        revoked = false;
        while (running) {
            Instant began = clock.instant();
            try {
                projection.write(batch).block(LONGEST_WRITE);
                metrics.batch(Duration.between(began, clock.instant()));
                trouble = null;
                return true;
            } catch (RuntimeException failed) {
                trouble = failed.toString();
                metrics.retried();
                LOGGER.atWarn().setCause(failed).log("A batch could not be written; it is tried again");
                sleep();
                from.pause(from.assignment());
                from.poll(Duration.ZERO);
                if (revoked) {
                    throw new IllegalStateException(
                            "partitions were taken away while a batch waited to be written", failed);
                }
            }
        }
        return false;
    }

    /** Everything but what waits: a crash has that written and said once more, which changes nothing. */
    private void commit(KafkaConsumer<byte[], byte[]> from) {
        Set<Integer> waiting = endings.partitions();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : from.assignment()) {
            if (!waiting.contains(partition.partition())) {
                offsets.put(partition, new OffsetAndMetadata(from.position(partition)));
            }
        }
        try {
            from.commitSync(offsets);
        } catch (CommitFailedException | RebalanceInProgressException moved) {
            LOGGER.atInfo().log(
                    "Partitions moved before a commit; their new owner writes the last batch again, which changes nothing");
        }
    }

    private void sleep() {
        try {
            Thread.sleep(settings.store().retry().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        Thread projecting = thread;
        if (projecting != null) {
            try {
                projecting.join(Duration.ofSeconds(8).toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        String known = trouble;
        return known == null
                ? Health.up().build()
                : Health.down().withDetail("reason", known).build();
    }
}
