package io.ledgersync.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Events that are on their way to Kafka together: never two of one partition key, so that none can overtake an earlier
 * one.
 */
final class Wave {
    private static final int MOST = 500;

    private record Sent(OutboxRow row, Future<RecordMetadata> answer) {}

    private record Lane(String topic, String partitionKey) {}

    private final Producer<byte[], byte[]> producer;
    private final int partitions;
    private final OutboxMetrics metrics;
    private final Set<Lane> lanes = new HashSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Long> acknowledged = new ArrayList<>();

    Wave(Producer<byte[], byte[]> producer, int partitions, OutboxMetrics metrics) {
        this.producer = producer;
        this.partitions = partitions;
        this.metrics = metrics;
    }

    /** Sends an event, after those before it of the same partition key were acknowledged. */
    void send(OutboxRow row) throws InterruptedException {
        if (sent.size() == MOST || !lanes.add(new Lane(row.topic(), row.partitionKey()))) {
            await();
            lanes.add(new Lane(row.topic(), row.partitionKey()));
        }
        sent.add(new Sent(row, producer.send(row.record(partitions))));
    }

    /**
     * Waits until Kafka has answered for all that was sent.
     *
     * @throws RelayFailure it refused one, or did not answer in time; the others count as acknowledged all the same
     */
    void await() throws InterruptedException {
        Throwable refused = null;
        for (Sent one : sent) {
            try {
                one.answer().get();
                acknowledged.add(one.row().position());
                metrics.relayed(one.row().saidAt());
            } catch (ExecutionException e) {
                refused = first(refused, e);
            }
        }
        sent.clear();
        lanes.clear();
        if (refused != null) {
            throw new RelayFailure("Kafka did not take an event", refused);
        }
    }

    /** The rows that Kafka has, so far. */
    List<Long> acknowledged() {
        return acknowledged;
    }

    private static Throwable first(@Nullable Throwable earlier, ExecutionException now) {
        return earlier != null ? earlier : now.getCause() == null ? now : now.getCause();
    }
}
