package io.ledgersync.kit.flow;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Operation;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/**
 * What a subscriber makes of everything that is published: the ledger, the runs' events, and whether the promises about
 * order were kept.
 */
final class LedgerView implements AutoCloseable {
    private static final Comparator<Sequence> ORDER = Comparator.comparing(Sequence::getAttempt)
            .thenComparing(Sequence::getSlice)
            .thenComparing(Sequence::getPosition);

    final Map<String, Change> changes = new ConcurrentHashMap<>();
    final Map<String, List<SpecificRecord>> events = new ConcurrentHashMap<>();
    final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, Sequence> newest = new ConcurrentHashMap<>();
    private final Map<String, Integer> published = new ConcurrentHashMap<>();
    private final EventCodec codec;
    private final Thread thread;
    private volatile boolean stopping;

    LedgerView(WireSettings wire, EventCodec codec) {
        this.codec = codec;
        this.thread = new Thread(() -> follow(wire), "ledger-view");
        thread.start();
    }

    private void follow(WireSettings wire) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(wire.consumer("view", "view"))) {
            // Without a group: nothing is read twice, whatever happens to the broker.
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of(Topics.LEDGER_CHANGES, Topics.SYNC_EVENTS, Topics.DEAD_LETTERS)) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    SpecificRecord event = codec.decode(record.topic(), record.value());
                    if (!event.getSchema().getFullName().equals(EventHeaders.type(record.headers()))
                            || EventHeaders.traceparent(record.headers()) == null) {
                        violations.add("headers of " + event);
                    }
                    take(record, event);
                }
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, SpecificRecord event) {
        if (event instanceof DeadLetter letter) {
            deadLetters.add(letter);
        } else if (record.topic().equals(Topics.LEDGER_CHANGES)) {
            change((Change) event.get(0), event, record);
        } else {
            String run = (String) ((SpecificRecord) event.get(0)).get(0);
            events.computeIfAbsent(run, id -> new CopyOnWriteArrayList<>()).add(event);
        }
    }

    private void change(Change change, SpecificRecord event, ConsumerRecord<byte[], byte[]> record) {
        Sequence before = newest.put(change.getClientId(), change.getSequence());
        if (before != null && ORDER.compare(before, change.getSequence()) >= 0) {
            violations.add(
                    "sequence " + change.getSequence() + " after " + before + " for client " + change.getClientId());
        }
        String key = new LedgerKey(
                        change.getClientId(), change.getOrganisationId(), change.getSourceType(), change.getSourceId())
                .text();
        if (!key.equals(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8))) {
            violations.add("key " + key);
        }
        published.merge(change.getRunId(), 1, Integer::sum);
        if (!(event instanceof RunEnded)) {
            changes.put(key, change);
        }
    }

    /** The JSON of everything that a client's ledger shows, by source type and id. */
    Map<String, String> ledgerOf(String client) {
        Map<String, String> ledger = new TreeMap<>();
        changes.values().stream()
                .filter(change -> change.getClientId().equals(client) && change.getOperation() == Operation.UPSERT)
                .forEach(change ->
                        ledger.put(change.getSourceType() + "/" + change.getSourceId(), change.getProviderJson()));
        return ledger;
    }

    int published(String run) {
        return published.getOrDefault(run, 0);
    }

    <T extends SpecificRecord> List<T> events(String run, Class<T> kind) {
        return events.getOrDefault(run, List.of()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    boolean hasProjected(String client, JsonNode place) {
        Sequence last = newest.get(client);
        return last != null && ORDER.compare(last, sequence(place)) >= 0;
    }

    TreeSet<String> keysBefore(String client, String organisation, String type, JsonNode before) {
        TreeSet<String> ids = new TreeSet<>();
        for (Change change : new ArrayList<>(new HashMap<>(changes).values())) {
            if (change.getClientId().equals(client)
                    && change.getOrganisationId().equals(organisation)
                    && change.getSourceType().equals(type)
                    && change.getOperation() == Operation.UPSERT
                    && ORDER.compare(change.getSequence(), sequence(before)) < 0) {
                ids.add(change.getSourceId());
            }
        }
        return ids;
    }

    private static Sequence sequence(JsonNode place) {
        return new Sequence(
                place.path("attempt").asLong(),
                place.path("slice").asInt(),
                place.path("position").asInt());
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
