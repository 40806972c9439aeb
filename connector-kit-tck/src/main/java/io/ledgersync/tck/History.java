package io.ledgersync.tck;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Operation;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.sync.RunRef;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber makes of everything that is published: each client's ledger, the runs' events, and their order.
 * Thread-safe.
 */
final class History implements AutoCloseable {
    static final Comparator<Sequence> ORDER = Comparator.comparing(Sequence::getAttempt)
            .thenComparing(Sequence::getSlice)
            .thenComparing(Sequence::getPosition);

    private final Map<String, Change> changes = new HashMap<>();
    private final Map<String, List<SpecificRecord>> events = new HashMap<>();
    private final Map<String, Sequence> newest = new HashMap<>();
    private final Map<String, List<String>> outOfOrder = new HashMap<>();
    private final Map<String, List<String>> repeated = new HashMap<>();
    private final Set<String> eventIds = new HashSet<>();
    private final EventCodec codec;
    private final Thread thread;
    private volatile boolean stopping;

    History(WireSettings wire, EventCodec codec) {
        this.codec = codec;
        this.thread = new Thread(() -> follow(wire), "history");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(WireSettings wire) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(wire.consumer("history", "history"))) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of(Topics.LEDGER_CHANGES, Topics.SYNC_EVENTS)) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            // Without a group nothing is read twice, whatever happens to the broker.
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
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
        if (record.topic().equals(Topics.LEDGER_CHANGES)) {
            change((Change) event.get(0), event);
        } else if (event.get(0) instanceof RunRef run) {
            events.computeIfAbsent(run.getRunId(), id -> new ArrayList<>()).add(event);
        }
    }

    private void change(Change change, SpecificRecord event) {
        String client = change.getClientId();
        Sequence before = newest.put(client, change.getSequence());
        if (before != null && ORDER.compare(before, change.getSequence()) >= 0) {
            outOfOrder
                    .computeIfAbsent(client, id -> new ArrayList<>())
                    .add("sequence " + change.getSequence() + " came after " + before);
        }
        if (!eventIds.add(change.getEventId())) {
            repeated.computeIfAbsent(client, id -> new ArrayList<>())
                    .add("event " + change.getEventId() + " came again");
        }
        if (!(event instanceof RunEnded)) {
            changes.put(
                    new LedgerKey(client, change.getOrganisationId(), change.getSourceType(), change.getSourceId())
                            .text(),
                    change);
        }
    }

    /** The provider's JSON of every record of a type that a client's ledger holds, by its id. */
    synchronized Map<String, String> ledger(String client, String type) {
        Map<String, String> ledger = new HashMap<>();
        for (Change change : changes.values()) {
            String json = change.getProviderJson();
            if (change.getClientId().equals(client)
                    && change.getSourceType().equals(type)
                    && change.getOperation() == Operation.UPSERT
                    && json != null) {
                ledger.put(change.getSourceId(), json);
            }
        }
        return ledger;
    }

    synchronized List<String> outOfOrder(String client) {
        return List.copyOf(outOfOrder.getOrDefault(client, List.of()));
    }

    synchronized List<String> repeated(String client) {
        return List.copyOf(repeated.getOrDefault(client, List.of()));
    }

    /** What was said of a run, in order. */
    synchronized List<SpecificRecord> events(String run) {
        return List.copyOf(events.getOrDefault(run, List.of()));
    }

    /** Whether everything up to this place of a client's changes has come; always before the first. */
    synchronized boolean has(String client, @Nullable Sequence place) {
        Sequence last = newest.get(client);
        return place == null || (last != null && ORDER.compare(last, place) >= 0);
    }

    /** The keys of a type whose last change lies before a place. */
    synchronized List<String> keysBefore(String client, String organisation, String type, Sequence before) {
        return changes.values().stream()
                .filter(change -> change.getClientId().equals(client)
                        && change.getOrganisationId().equals(organisation)
                        && change.getSourceType().equals(type)
                        && change.getOperation() == Operation.UPSERT
                        && ORDER.compare(change.getSequence(), before) < 0)
                .map(Change::getSourceId)
                .sorted()
                .toList();
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
