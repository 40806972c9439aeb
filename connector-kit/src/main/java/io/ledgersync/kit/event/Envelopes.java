package io.ledgersync.kit.event;

import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.PartitionRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as Kafka records: encoded, keyed, in their partition, with their headers. */
public final class Envelopes {
    private final EventCodec codec;
    private final int partitions;
    private final String source;

    /** @param source who says the events, as CloudEvents name it */
    public Envelopes(EventCodec codec, int partitions, String source) {
        this.codec = codec;
        this.partitions = partitions;
        this.source = source;
    }

    /** An event of a client, in the client's partition. */
    public ProducerRecord<byte[], byte[]> ofClient(
            String topic,
            String key,
            String clientId,
            SpecificRecord value,
            String id,
            Instant time,
            String traceparent) {
        return of(topic, key, PartitionRule.partition(clientId, partitions), value, id, time, traceparent);
    }

    public ProducerRecord<byte[], byte[]> of(
            String topic,
            String key,
            int partition,
            SpecificRecord value,
            String id,
            Instant time,
            String traceparent) {
        return new ProducerRecord<>(
                topic,
                partition,
                null,
                key.getBytes(StandardCharsets.UTF_8),
                codec.encode(topic, value),
                EventHeaders.of(id, value.getSchema().getFullName(), source, time, traceparent));
    }

    int partition(String clientId) {
        return PartitionRule.partition(clientId, partitions);
    }

    /** An identity that is the same whenever it is made from the same. */
    public static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("|", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
