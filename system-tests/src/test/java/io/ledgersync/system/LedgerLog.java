package io.ledgersync.system;

import io.ledgersync.allinone.Infrastructure;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The whole of ledger.changes, as a new subscriber reads it. */
final class LedgerLog {
    private LedgerLog() {}

    /** Every change, decoded, each partition in its order. */
    static List<Change> read(Infrastructure infrastructure) {
        WireSettings wire = new WireSettings(
                infrastructure.bootstrapServers(), infrastructure.registryUrl(), 6, (short) 1, Map.of(), Map.of());
        List<Change> changes = new ArrayList<>();
        try (EventCodec codec = new EventCodec(wire);
                KafkaConsumer<byte[], byte[]> reader =
                        new KafkaConsumer<>(wire.consumer("system-test", "system-test"))) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.LEDGER_CHANGES).stream()
                    .map(info -> new TopicPartition(Topics.LEDGER_CHANGES, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                reader.poll(Duration.ofMillis(200)).forEach(row -> {
                    if (row.value() != null) {
                        SpecificRecord event = codec.decode(Topics.LEDGER_CHANGES, row.value());
                        changes.add((Change)
                                event.get(event.getSchema().getField("change").pos()));
                    }
                });
            }
        }
        return changes;
    }

    /** The first change whose sequence does not grow beyond the one before it of the same client; null when all do. */
    static String firstOutOfOrder(List<Change> changes) {
        Map<String, Change> last = new java.util.HashMap<>();
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
