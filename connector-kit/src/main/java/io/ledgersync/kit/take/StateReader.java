package io.ledgersync.kit.take;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.kit.run.PackedState;
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

/**
 * Reads a partition of the state topic to its end: up to the high watermark, past transactions that are still open, so
 * that nothing an earlier owner committed is missed.
 */
public final class StateReader implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(20);

    private final String topic;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    public StateReader(WireSettings wire, Provider provider, String clientId) {
        this.topic = Topics.syncState(provider);
        this.admin = Admin.create(wire.admin(clientId + "-state-ends"));
        Map<String, Object> configuration = wire.consumer(clientId + "-state", clientId);
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        this.consumer = new KafkaConsumer<>(configuration);
    }

    /** The newest state of each organisation, by partition and organisation. */
    public Map<Integer, Map<String, PackedState>> read(Collection<Integer> partitions) {
        List<TopicPartition> places = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<TopicPartition, Long> ends = ends(places);
        Map<TopicPartition, Map<String, PackedState>> states = new HashMap<>();
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
        Map<Integer, Map<String, PackedState>> byPartition = new HashMap<>();
        states.forEach((place, found) -> byPartition.put(place.partition(), found));
        return byPartition;
    }

    private static void keep(ConsumerRecord<byte[], byte[]> record, Map<String, PackedState> states) {
        String organisationId = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            states.remove(organisationId);
        } else {
            states.put(organisationId, PackedState.of(record.value()));
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
