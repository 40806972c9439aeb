package io.ledgersync.kit.slice;

import io.ledgersync.wire.WireSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a slice in one Kafka transaction, with the offsets of every partition owned. After any failure the producer is
 * closed and the next write begins with a new one of the same transactional id: that ends what may still be open of the
 * old one's transaction.
 */
public final class SliceWriter implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SliceWriter.class);
    private static final int TRANSACTION_MILLIS = 10_000;
    private static final int DELIVERY_MILLIS = 8_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int BATCH_BYTES = 512 * 1024;
    /** Room for the largest record beside others: what is sent is held once more until the broker has it. */
    private static final long BUFFER_BYTES = WireSettings.MAX_MESSAGE_BYTES + 8L * BATCH_BYTES;

    private final Map<String, Object> configuration;
    private @Nullable Producer<byte[], byte[]> producer;

    public SliceWriter(WireSettings wire, String clientId, String transactionalId) {
        configuration = wire.transactionalProducer(clientId, transactionalId);
        configuration.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    }

    /** Makes the producer ready, so that the first commit is as quick as the others. */
    public void open() {
        try {
            producer();
        } catch (KafkaException | IllegalStateException e) {
            forget();
            throw new CommitFailed("The producer could not begin", e);
        }
    }

    /** @throws CommitFailed when it is not certain that everything was committed */
    public void write(Slice slice, Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        try {
            Producer<byte[], byte[]> open = producer();
            open.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : slice.records()) {
                Future<RecordMetadata> sent = open.send(record);
                if (sent.isDone()) {
                    // It has failed already, for want of metadata: so would each of the others, after a wait of its
                    // own.
                    sent.get();
                }
            }
            open.sendOffsetsToTransaction(offsets, group);
            open.commitTransaction();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            forget();
            throw new CommitFailed("A commit was interrupted", e);
        } catch (KafkaException | IllegalStateException | ExecutionException e) {
            forget();
            throw new CommitFailed("A slice could not be committed", e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            KafkaProducer<byte[], byte[]> fresh = new KafkaProducer<>(configuration);
            producer = fresh;
            fresh.initTransactions();
        }
        return producer;
    }

    private void forget() {
        Producer<byte[], byte[]> failed = producer;
        producer = null;
        if (failed != null) {
            try {
                failed.close(Duration.ZERO);
            } catch (KafkaException e) {
                LOGGER.atDebug().setCause(e).log("A producer that failed could not be closed");
            }
        }
    }

    @Override
    public void close() {
        forget();
    }
}
