package io.ledgersync.tck;

import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.sync.RunRef;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber makes of everything that is published: each client's ledger, the runs' events, the dead letters,
 * and their order. Thread-safe.
 */
final class History implements AutoCloseable {
    static final Comparator<Sequence> ORDER = Comparator.comparing(Sequence::getAttempt)
            .thenComparing(Sequence::getSlice)
            .thenComparing(Sequence::getPosition);

    private final Map<String, Published> clients = new HashMap<>();
    private final Map<String, List<SpecificRecord>> events = new HashMap<>();
    private final Map<String, List<DeadLetter>> deadLetters = new HashMap<>();
    private final EventCodec codec;
    private final int partitions;
    private final Thread thread;
    private volatile boolean stopping;

    History(WireSettings wire, EventCodec codec) {
        this.codec = codec;
        this.partitions = wire.partitions();
        this.thread = new Thread(() -> follow(wire), "history");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(WireSettings wire) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(wire.consumer("history", "history"))) {
            List<TopicPartition> all = new ArrayList<>();
            for (String topic : List.of(Topics.LEDGER_CHANGES, Topics.SYNC_EVENTS, Topics.DEAD_LETTERS)) {
                consumer.partitionsFor(topic).forEach(info -> all.add(new TopicPartition(topic, info.partition())));
            }
            // Without a group nothing is read twice, whatever happens to the broker.
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    if (record.value() != null) {
                        take(record, codec.decode(record.topic(), record.value()));
                    }
                }
            }
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record, SpecificRecord event) {
        if (event.get(0) instanceof Change change) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            clients.computeIfAbsent(change.getClientId(), client -> new Published())
                    .add(key, record.partition(), partitions, change, event);
        } else if (event.get(0) instanceof RunRef run) {
            events.computeIfAbsent(run.getRunId(), id -> new ArrayList<>()).add(event);
        } else if (event instanceof DeadLetter letter && letter.getRunId() != null) {
            deadLetters
                    .computeIfAbsent(letter.getRunId(), id -> new ArrayList<>())
                    .add(letter);
        }
    }

    private Published of(String client) {
        return clients.getOrDefault(client, new Published());
    }

    /** The provider's JSON of every record of a type that a client's ledger holds, by its id. */
    synchronized Map<String, String> ledger(String client, String type) {
        return of(client).ledger(type);
    }

    synchronized List<String> outOfOrder(String client) {
        return of(client).outOfOrder();
    }

    /** Events that came again, keys and partitions that are not what the contract says. */
    synchronized List<String> misplaced(String client) {
        return of(client).misplaced();
    }

    /** What one run has published twice, letter by letter. */
    synchronized List<Change> twice(String client) {
        return of(client).twice();
    }

    /** What was said of a run, in order. */
    synchronized List<SpecificRecord> events(String run) {
        return List.copyOf(events.getOrDefault(run, List.of()));
    }

    /** The records of a run that could not be read. */
    synchronized List<DeadLetter> deadLetters(String run) {
        return List.copyOf(deadLetters.getOrDefault(run, List.of()));
    }

    /** Whether everything up to this place of a client's changes has come; always before the first. */
    synchronized boolean has(String client, @Nullable Sequence place) {
        return place == null || of(client).has(place);
    }

    /** The keys of a type whose last change lies before a place. */
    synchronized List<String> keysBefore(String client, String organisation, String type, Sequence before) {
        return of(client).keysBefore(organisation, type, before);
    }

    /** Nobody asks for this client and these runs any more. */
    synchronized void forget(String client, List<String> runs) {
        clients.remove(client);
        events.keySet().removeAll(runs);
        deadLetters.keySet().removeAll(runs);
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
