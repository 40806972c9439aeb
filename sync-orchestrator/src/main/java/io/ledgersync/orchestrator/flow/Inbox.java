package io.ledgersync.orchestrator.flow;

import io.ledgersync.contract.Topics;
import io.ledgersync.orchestrator.OrchestratorMetrics;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code link.events} and {@code sync.events}. Offsets are committed once everything is in the database, so that
 * a crash repeats some events and loses none; when the database or the registry is away, the same events are tried
 * again until it is back.
 */
final class Inbox implements SmartLifecycle, HealthIndicator {

    private static final Logger LOGGER = LoggerFactory.getLogger(Inbox.class);
    private static final String GROUP = "sync-orchestrator";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final WireSettings wire;
    private final Postbag postbag;
    private final OrchestratorMetrics metrics;
    private volatile boolean running;
    private volatile boolean caughtUp;
    private volatile @Nullable String trouble = "not started";
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;
    /** What had been said when this replica began to listen to its partitions; only the reading thread knows it. */
    private @Nullable Map<TopicPartition, Long> saidBefore;

    Inbox(WireSettings wire, Postbag postbag, OrchestratorMetrics metrics) {
        this.wire = wire;
        this.postbag = postbag;
        this.metrics = metrics;
    }

    /** Everything that was said before this replica began to listen is entered: from now on a silence is one. */
    boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::readUntilStopped, "inbox");
        thread.start();
    }

    private void readUntilStopped() {
        while (running) {
            try (KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(wire.consumer(GROUP, GROUP))) {
                consumer = opened;
                opened.subscribe(List.of(Topics.LINK_EVENTS, Topics.SYNC_EVENTS), new Deafness());
                while (running) {
                    read(opened);
                }
            } catch (WakeupException stopped) {
                LOGGER.debug("The inbox was woken to stop");
            } catch (RuntimeException failed) {
                trouble = failed.toString();
                metrics.inboxFailed();
                LOGGER.atWarn()
                        .setCause(failed)
                        .log("The inbox stumbled; its events are read again from the last commit");
                pause();
            } finally {
                consumer = null;
                caughtUp = false;
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> from) {
        ConsumerRecords<byte[], byte[]> polled = from.poll(POLL);
        if (!polled.isEmpty()) {
            Iterable<ConsumerRecord<byte[], byte[]>> rows = polled;
            postbag.empty(rows);
            from.commitSync();
        }
        if (!caughtUp && !from.assignment().isEmpty()) {
            caughtUp = hasHeardWhatWasSaidBefore(from);
        }
        trouble = null;
    }

    /** Where there is always something new to hear, an empty poll would never come. */
    private boolean hasHeardWhatWasSaidBefore(KafkaConsumer<byte[], byte[]> from) {
        Map<TopicPartition, Long> ends = saidBefore;
        if (ends == null) {
            ends = from.endOffsets(from.assignment());
            saidBefore = ends;
        }
        return ends.entrySet().stream().allMatch(end -> from.position(end.getKey()) >= end.getValue());
    }

    /** New partitions bring events that this replica has not heard yet. */
    private final class Deafness implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOGGER.debug("The inbox lets go of {}", partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            caughtUp = false;
            saidBefore = null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_TROUBLE.toMillis());
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
        Thread reading = thread;
        if (reading != null) {
            try {
                reading.join(STOPPING.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        trouble = "stopped";
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        String known = trouble;
        return known == null
                ? Health.up().withDetail("caughtUp", caughtUp).build()
                : Health.down().withDetail("reason", known).build();
    }
}
