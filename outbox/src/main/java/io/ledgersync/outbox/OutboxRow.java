package io.ledgersync.outbox;

import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.PartitionRule;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** An event that waits to be sent. */
record OutboxRow(
        long position,
        String eventId,
        String topic,
        String key,
        String partitionKey,
        String type,
        String source,
        Instant saidAt,
        String traceparent,
        byte @Nullable [] value) {

    static OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("partition_key"),
                row.getString("type"),
                row.getString("source"),
                row.getObject("said_at", OffsetDateTime.class).toInstant(),
                row.getString("traceparent"),
                row.getBytes("value"));
    }

    ProducerRecord<byte[], byte[]> record(int partitions) {
        return new ProducerRecord<>(
                topic,
                PartitionRule.partition(partitionKey, partitions),
                key.getBytes(StandardCharsets.UTF_8),
                value,
                EventHeaders.of(eventId, type, source, saidAt, traceparent));
    }
}
