package io.ledgersync.link.publish;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientUnlinked;
import io.ledgersync.link.client.Restoration;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.UndecodableRecord;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Before anything is served, reads what was published since the last start: a database that was put back to an older
 * state ends what had ended in the meantime.
 */
final class OwnEvents implements SmartLifecycle {
    private static final Logger LOGGER = LoggerFactory.getLogger(OwnEvents.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final WireSettings wire;
    private final EventCodec codec;
    private final Restoration restoration;
    private final JdbcClient jdbc;
    private volatile boolean running;

    OwnEvents(WireSettings wire, EventCodec codec, Restoration restoration, JdbcClient jdbc) {
        this.wire = wire;
        this.codec = codec;
        this.restoration = restoration;
        this.jdbc = jdbc;
    }

    /** Ahead of the web server and of all that follows topics. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(wire.consumer("link-service-own-events", "link-service-own-events"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.LINK_EVENTS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            consumer.assign(partitions);
            Map<Integer, Long> known = known();
            for (TopicPartition partition : partitions) {
                // An offset beyond the end is another topic's: that one was made anew.
                long next = known.getOrDefault(partition.partition(), 0L);
                consumer.seek(partition, next > ends.getOrDefault(partition, 0L) ? 0L : next);
            }
            int read = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    read++;
                    take(record);
                }
            }
            ends.forEach((partition, end) -> remember(partition.partition(), consumer.position(partition)));
            LOGGER.atInfo().addKeyValue("events", read).log("Own events were read to their end");
        }
        running = true;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        SpecificRecord event;
        try {
            event = codec.decode(record.topic(), value);
        } catch (UndecodableRecord e) {
            LOGGER.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("An own event could not be read and was passed over");
            return;
        }
        if (event instanceof ClientUnlinked unlinked) {
            restoration.unlinked(
                    unlinked.getPracticeId(),
                    unlinked.getClientId(),
                    unlinked.getConnectionId(),
                    unlinked.getVersion());
        } else if (event instanceof ClientDeleted deleted) {
            restoration.deleted(deleted.getPracticeId(), deleted.getClientId());
        }
    }

    private Map<Integer, Long> known() {
        Map<Integer, Long> known = new HashMap<>();
        jdbc.sql("select partition, next_offset from own_events_read").query(row -> {
            known.put(row.getInt("partition"), row.getLong("next_offset"));
        });
        return known;
    }

    private void remember(int partition, long next) {
        jdbc.sql("insert into own_events_read (partition, next_offset) values (:partition, :next)"
                        + " on conflict (partition) do update set next_offset = excluded.next_offset")
                .param("partition", partition)
                .param("next", next)
                .update();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
