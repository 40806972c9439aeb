package io.ledgersync.kit.flow;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.UndecodableRecord;
import io.ledgersync.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a partition of the state topic to its end: up to the high watermark, past transactions that are still open, so that nothing an
 * earlier owner committed is missed.
 */
final class StateReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateReader.class);
    private static final Duration MOST = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final EventCodec codec;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    StateReader(WireSettings wire, EventCodec codec, Provider provider, String clientId) {
        this.topic = Topics.syncState(provider);
        this.codec = codec;
        this.admin = Admin.create(wire.admin(clientId + "-state-ends"));
        Map<String, Object> configuration = wire.consumer(clientId + "-state", clientId);
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.consumer = new KafkaConsumer<>(configuration);
    }

    /** The newest state of each organisation of the partition. */
    Map<String, OrganisationState> read(int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        long end = end(place);
        Map<String, OrganisationState> states = new HashMap<>();
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        long deadline = System.nanoTime() + MOST.toNanos();
        while (consumer.position(place) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                keep(record, states);
            }
            if (System.nanoTime() > deadline) {
                throw new KafkaException(place + " could not be read to its end " + end + " in " + MOST);
            }
        }
        consumer.unsubscribe();
        return states;
    }

    private void keep(ConsumerRecord<byte[], byte[]> record, Map<String, OrganisationState> states) {
        String organisationId = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            states.remove(organisationId);
            return;
        }
        try {
            if (codec.decode(topic, record.value()) instanceof OrganisationState state) {
                states.put(organisationId, state);
            }
        } catch (UndecodableRecord e) {
            // Its runs are sent again by the orchestrator when nothing is heard of them, with the cursors that it has.
            LOGGER.atError()
                    .addKeyValue("organisationId", organisationId)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("An organisation's state cannot be decoded and is left out");
        }
    }

    private long end(TopicPartition place) {
        try {
            return admin.listOffsets(Map.of(place, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(place)
                    .get(MOST.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the end of " + place + " was asked for", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the end of " + place + " is not known", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(1));
    }
}
