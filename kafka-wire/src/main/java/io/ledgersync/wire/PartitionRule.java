package io.ledgersync.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a key belongs to: positive murmur2 of its UTF-8 bytes, as Kafka's default partitioner. */
public final class PartitionRule {
    private PartitionRule() {}

    /** The partition of a key among that many partitions. */
    public static int partition(String key, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, not " + partitions);
        }
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
