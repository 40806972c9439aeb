package io.ledgersync.orchestrator;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The other services, as the orchestrator meets them: says their events and remembers what it was told, once each. */
final class Bus implements AutoCloseable {

    final List<SyncRequested> requests = new CopyOnWriteArrayList<>();
    final List<RunChanged> changes = new CopyOnWriteArrayList<>();
    final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    final List<String> forgotten = new CopyOnWriteArrayList<>();

    private final Set<String> heard = new HashSet<>();
    private final WireSettings wire;
    private final EventCodec codec;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread reader;
    private volatile boolean open = true;

    Bus(WireSettings wire) {
        this.wire = wire;
        codec = new EventCodec(wire);
        producer = new KafkaProducer<>(wire.producer("bus"));
        reader = new Thread(this::read, "bus");
        reader.start();
    }

    void say(String topic, String key, SpecificRecord event) {
        sayBytes(topic, key, event.getSchema().getFullName(), codec.encode(topic, event));
    }

    void sayBytes(String topic, String key, String type, byte[] value) {
        producer.send(new ProducerRecord<>(
                topic,
                null,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                EventHeaders.of(UUID.randomUUID().toString(), type, "/test", Instant.now(), null)));
        producer.flush();
    }

    List<SyncRequested> requests(String clientId) {
        return requests.stream()
                .filter(request -> request.getClientId().equals(clientId))
                .toList();
    }

    Optional<RunChanged> latest(String clientId) {
        return changes.stream()
                .filter(change -> change.getClientId().equals(clientId))
                .reduce((earlier, later) -> later);
    }

    private void read() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(wire.consumer("bus", "bus"))) {
            List<TopicPartition> partitions = Stream.of(
                            Topics.syncRequests(Provider.XERO),
                            Topics.syncRequests(Provider.QBO),
                            Topics.SYNC_RUNS,
                            Topics.DEAD_LETTERS)
                    .flatMap(topic ->
                            IntStream.range(0, wire.partitions()).mapToObj(number -> new TopicPartition(topic, number)))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (open) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::remember);
            }
        }
    }

    private void remember(ConsumerRecord<byte[], byte[]> row) {
        if (!heard.add(EventHeaders.id(row.headers()))) {
            return;
        }
        if (row.value() == null) {
            forgotten.add(new String(row.key(), StandardCharsets.UTF_8));
            return;
        }
        SpecificRecord event = codec.decode(row.topic(), row.value());
        if (event instanceof SyncRequested request) {
            requests.add(request);
        } else if (event instanceof RunChanged change) {
            changes.add(change);
        } else if (event instanceof DeadLetter letter) {
            deadLetters.add(letter);
        }
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        reader.join();
        producer.close();
        codec.close();
    }
}
