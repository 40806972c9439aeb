package io.ledgersync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PartitionRuleTest {
    private static final long SEED = 20261123;

    @Test
    void isKafkasOwnForEveryKey() {
        Random random = new Random(SEED);
        for (int n = 0; n < 10_000; n++) {
            String key = random.ints(random.nextInt(60), 0, Character.MIN_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int partitions = 1 + random.nextInt(64);
            assertThat(PartitionRule.partition(key, partitions))
                    .as("seed %d, key %s, %d partitions", SEED, key, partitions)
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions));
        }
    }

    @Test
    void refusesATopicWithoutPartitions() {
        assertThatThrownBy(() -> PartitionRule.partition("key", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
