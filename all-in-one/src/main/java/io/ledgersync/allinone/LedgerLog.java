package io.ledgersync.allinone;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The whole of ledger.changes, as a new subscriber reads it. */
public final class LedgerLog {
    private LedgerLog() {}

    /** Every change, decoded, each partition in its order. */
    public static List<Change> read(Infrastructure infrastructure) {
        List<Change> changes = new ArrayList<>();
        forEach(infrastructure, changes::add);
        return changes;
    }

    /** Every change, decoded, one after the other, each partition in its order. */
    public static void forEach(Infrastructure infrastructure, Consumer<Change> take) {
        WireSettings wire = new WireSettings(
                infrastructure.bootstrapServers(), infrastructure.registryUrl(), 0, (short) 1, Map.of(), Map.of());
        try (EventCodec codec = new EventCodec(wire);
                KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(wire.consumer("ledger-log", "ledger-log"))) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.LEDGER_CHANGES).stream()
                    .map(info -> new TopicPartition(Topics.LEDGER_CHANGES, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(200)).forEach(row -> {
                    if (row.value() != null) {
                        SpecificRecord event = codec.decode(Topics.LEDGER_CHANGES, row.value());
                        take.accept((Change)
                                event.get(event.getSchema().getField("change").pos()));
                    }
                });
            }
        }
    }

    /** The first change whose sequence does not grow beyond the one before it of the same client; null when all do. */
    public static @Nullable String firstOutOfOrder(List<Change> changes) {
        Map<String, Change> last = new HashMap<>();
        for (Change change : changes) {
            Change before = last.put(change.getClientId(), change);
            if (before != null && before.getSequence().compareTo(change.getSequence()) >= 0) {
                return change.getSourceType() + " " + change.getSourceId() + " with " + change.getSequence() + " after "
                        + before.getSequence();
            }
        }
        return null;
    }
}
