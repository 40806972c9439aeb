package io.ledgersync.kit.slice;

import io.ledgersync.contract.state.RunState;
import io.ledgersync.kit.run.HeldRun;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Everything that one commit publishes, serialised, and what is true of the runs once it has succeeded.
 *
 * @param records in the order in which they are sent
 */
public record Slice(List<ProducerRecord<byte[], byte[]>> records, List<Written> runs) {

    /** A run and its state as the commit leaves them. */
    public record Written(HeldRun run, RunState state, boolean said) {}
}
