package io.ledgersync.store.project;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.Topics;
import io.ledgersync.store.StoreSettings;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.PartitionRule;
import io.ledgersync.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Writes a client's documents anew from all that ledger.changes holds of it, beside the projection, which goes on: the
 * newer change wins whoever writes it. One client at a time; nothing is taken away meanwhile.
 */
@Component
public class Rebuild implements DisposableBean {

    private static final Logger LOGGER = LoggerFactory.getLogger(Rebuild.class);
    private static final int MOST_WAITING = 10_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(2);

    private final WireSettings wire;
    private final EventCodec codec;
    private final Projection projection;
    private final StoreSettings settings;
    private final StoreMetrics metrics;
    private final Scheduler oneAtATime = Schedulers.newBoundedElastic(1, MOST_WAITING, "rebuild");

    Rebuild(WireSettings wire, EventCodec codec, Projection projection, StoreSettings settings, StoreMetrics metrics) {
        this.wire = wire;
        this.codec = codec;
        this.projection = projection;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Begins as soon as those asked for before are done; its end is logged. */
    public void begin(String clientId) {
        oneAtATime.schedule(() -> {
            try {
                long records = rebuild(clientId);
                metrics.rebuilt();
                LOGGER.atInfo()
                        .addKeyValue("clientId", clientId)
                        .addKeyValue("records", records)
                        .log("Rebuilt a client's ledger");
            } catch (RuntimeException failed) {
                LOGGER.atError()
                        .addKeyValue("clientId", clientId)
                        .setCause(failed)
                        .log("A client's ledger was not rebuilt; it may be asked for again");
            }
        });
    }

    private long rebuild(String clientId) {
        Map<String, Object> configuration = wire.consumer("ledger-store-rebuild", "ledger-store-rebuild");
        configuration.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.store().batch());
        TopicPartition partition =
                new TopicPartition(Topics.LEDGER_CHANGES, PartitionRule.partition(clientId, wire.partitions()));
        String theirs = LedgerKey.prefix(clientId);
        long records = 0;
        try (KafkaConsumer<byte[], byte[]> from = new KafkaConsumer<>(configuration)) {
            from.assign(List.of(partition));
            from.seekToBeginning(List.of(partition));
            long end = from.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (from.position(partition) < end && !Thread.currentThread().isInterrupted()) {
                List<ConsumerRecord<byte[], byte[]>> rows = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> row : from.poll(POLL)) {
                    if (row.key() != null && new String(row.key(), StandardCharsets.UTF_8).startsWith(theirs)) {
                        rows.add(row);
                    }
                }
                projection.rewrite(Batch.of(rows, codec)).block(LONGEST_WRITE);
                records += rows.size();
            }
        }
        return records;
    }

    @Override
    public void destroy() {
        oneAtATime.dispose();
    }
}
