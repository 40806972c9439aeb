package io.ledgersync.gateway.live;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.TopicSetup;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads sync.runs from its beginning into the feed: every replica all of it, without a group; DOWN while it cannot. */
@Component("runs")
class RunReader implements SmartLifecycle, HealthIndicator {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

    private final WireSettings wire;
    private final EventCodec codec;
    private final RunFeed feed;
    private volatile boolean running;
    private volatile @Nullable String trouble = "not started";
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    RunReader(WireSettings wire, EventCodec codec, RunFeed feed) {
        this.wire = wire;
        this.codec = codec;
        this.feed = feed;
    }

    @Override
    public void start() {
        TopicSetup.ensure(wire, List.of(Topics.SYNC_RUNS));
        running = true;
        thread = new Thread(this::readUntilStopped, "sync-runs");
        thread.start();
    }

    private void readUntilStopped() {
        while (running) {
            try (KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(wire.consumer("gateway", "gateway"))) {
                consumer = opened;
                read(opened);
            } catch (WakeupException stopped) {
                LOGGER.debug("Reading of {} stopped", Topics.SYNC_RUNS);
            } catch (RuntimeException failed) {
                trouble = failed.toString();
                LOGGER.atWarn()
                        .setCause(failed)
                        .log("Live progress is interrupted; reading {} again", Topics.SYNC_RUNS);
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> from) {
        List<TopicPartition> partitions = IntStream.range(0, wire.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.SYNC_RUNS, partition))
                .toList();
        from.assign(partitions);
        from.seekToBeginning(partitions);
        while (running) {
            for (ConsumerRecord<byte[], byte[]> row : from.poll(POLL)) {
                take(row);
            }
            trouble = null;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> row) {
        if (row.value() == null) {
            feed.forget(row.partition(), row.offset(), new String(row.key(), java.nio.charset.StandardCharsets.UTF_8));
        } else if (RunChanged.getClassSchema().getFullName().equals(EventHeaders.type(row.headers()))
                && codec.decode(Topics.SYNC_RUNS, row.value()) instanceof RunChanged run) {
            feed.publish(row.partition(), row.offset(), run);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_TROUBLE.toMillis());
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
                reading.join(Duration.ofSeconds(5).toMillis());
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
