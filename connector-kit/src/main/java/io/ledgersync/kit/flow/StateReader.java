package io.ledgersync.kit.flow;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.UndecodableRecord;
import io.ledgersync.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Reads a partition of the state topic to its end: up to the high watermark, past transactions that are still open, so
 * that nothing an earlier owner committed is missed.
 */
final class StateReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateReader.class);
    private static final Duration MOST = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(20);

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
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        this.consumer = new KafkaConsumer<>(configuration);
    }

    /** The newest state of each organisation, by partition. */
    Map<Integer, Collection<OrganisationState>> read(Collection<Integer> partitions) {
        List<TopicPartition> places = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<TopicPartition, Long> ends = ends(places);
        Map<TopicPartition, Map<String, OrganisationState>> states = new HashMap<>();
        places.forEach(place -> states.put(place, new HashMap<>()));
        consumer.assign(places);
        consumer.seekToBeginning(places);
        Set<TopicPartition> open = new HashSet<>(places);
        long deadline = System.nanoTime() + MOST.toNanos();
        while (true) {
            open.removeIf(place -> consumer.position(place) >= ends.getOrDefault(place, 0L));
            if (open.isEmpty()) {
                break;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                keep(record, states.getOrDefault(new TopicPartition(topic, record.partition()), new HashMap<>()));
            }
            if (System.nanoTime() > deadline) {
                throw new KafkaException(open + " could not be read to the end in " + MOST);
            }
        }
        consumer.unsubscribe();
        Map<Integer, Collection<OrganisationState>> byPartition = new HashMap<>();
        states.forEach((place, found) -> byPartition.put(place.partition(), found.values()));
        return byPartition;
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

    private Map<TopicPartition, Long> ends(List<TopicPartition> places) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        places.forEach(place -> latest.put(place, OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get(MOST.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((place, end) -> ends.put(place, end.offset()));
            return ends;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the ends of the state were asked for", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the ends of the state are not known", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(1));
    }
}
