package io.ledgersync.link.publish;

import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.list.RunProjection;
import io.ledgersync.link.list.RunSummary;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.UndecodableRecord;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Follows {@code sync.runs} into the client list; after any failure it begins again at the last committed offset. */
final class RunReader implements SmartLifecycle, HealthIndicator {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String RUN_CHANGED = RunChanged.getClassSchema().getFullName();

    private final WireSettings wire;
    private final EventCodec codec;
    private final RunProjection projection;
    private final LinkMetrics metrics;
    private final Object rest = new Object();
    private volatile boolean running;
    private volatile @Nullable String problem = "not started";
    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    RunReader(WireSettings wire, EventCodec codec, RunProjection projection, LinkMetrics metrics) {
        this.wire = wire;
        this.codec = codec;
        this.projection = projection;
        this.metrics = metrics;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            Thread reader = new Thread(this::follow, "link-runs");
            reader.start();
            thread = reader;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        Thread reader = thread;
        if (reader != null) {
            synchronized (rest) {
                rest.notifyAll();
            }
            try {
                reader.join(Duration.ofSeconds(10).toMillis());
            } catch (InterruptedException e) {
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
        String wrong = problem;
        return wrong == null
                ? Health.up().build()
                : Health.down().withDetail("problem", wrong).build();
    }

    private void follow() {
        while (running) {
            try (KafkaConsumer<byte[], byte[]> following =
                    new KafkaConsumer<>(wire.consumer("link-service-runs", "link-service-runs"))) {
                consumer = following;
                following.subscribe(List.of(Topics.SYNC_RUNS));
                while (running) {
                    ConsumerRecords<byte[], byte[]> records = following.poll(POLL);
                    for (ConsumerRecord<byte[], byte[]> each : records) {
                        take(each);
                    }
                    if (!records.isEmpty()) {
                        following.commitSync();
                    }
                    problem = null;
                }
            } catch (WakeupException e) {
                // Sent by stop() alone.
                LOGGER.atDebug().log("Runs are followed no more");
            } catch (RuntimeException e) {
                failed(e);
            } finally {
                consumer = null;
            }
        }
        problem = "stopped";
    }

    private void failed(RuntimeException failure) {
        problem = failure.toString();
        LOGGER.atError()
                .addKeyValue("topic", Topics.SYNC_RUNS)
                .setCause(failure)
                .log("Runs could not be followed; trying again");
        try {
            synchronized (rest) {
                if (running) {
                    rest.wait(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null || !RUN_CHANGED.equals(EventHeaders.type(record.headers()))) {
            return;
        }
        try {
            if (codec.decode(record.topic(), value) instanceof RunChanged run) {
                projection.apply(
                        UUID.fromString(run.getClientId()), run.getVersion(), summary(run), run.getLastSyncedAt());
            }
        } catch (UndecodableRecord | IllegalArgumentException e) {
            metrics.undecodable(record.topic());
            LOGGER.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("A run could not be read and was passed over");
        }
    }

    private static RunSummary summary(RunChanged run) {
        return new RunSummary(
                run.getRunId(),
                run.getKind().name(),
                run.getState(),
                run.getRequestedAt(),
                run.getStartedAt(),
                run.getEndedAt(),
                run.getResumeAt(),
                run.getStreams().stream().mapToLong(StreamProgress::getRecords).sum(),
                run.getErrorCode());
    }
}
