package io.ledgersync.wire;

/**
 * A topic exists with another number of partitions than this service is configured for, so keys would change their
 * partition.
 */
public final class PartitionMismatch extends RuntimeException {
    PartitionMismatch(String topic, int found, int configured) {
        super("Topic " + topic + " has " + found + " partitions but ledgersync.kafka.partitions is " + configured
                + ": partition counts are fixed when a topic is created; configure " + found
                + " everywhere, or start with new topics");
    }
}
