package io.ledgersync.outbox;

import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.Traceparent;
import io.ledgersync.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends events in the caller's transaction: with it they are said or not said.
 *
 * <p>The order of one partition key's events is the order in which they were appended, as long as the caller's
 * transactions for it follow each other, which a lock on the aggregate's row ensures.
 */
public final class Outbox {
    private static final int HEADER_BYTES = 1024;

    private final JdbcClient jdbc;
    private final EventCodec codec;
    private final Clock clock;

    public Outbox(JdbcClient jdbc, EventCodec codec, Clock clock) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.clock = clock;
    }

    /** As {@link #append(String, String, String, SpecificRecord, String, String)}, beginning a new trace. */
    public void append(String topic, String key, String partitionKey, @Nullable SpecificRecord value, String source) {
        append(topic, key, partitionKey, value, source, null);
    }

    /**
     * Says an event once the caller's transaction commits.
     *
     * @param partitionKey decides the partition and the order, usually the key itself
     * @param value the event; null says that the key is gone
     * @param source who says it, a URI reference such as "/link-service"
     * @param cause the traceparent of what made us say it
     * @throws IllegalStateException there is no transaction
     * @throws IllegalArgumentException the event is larger than the topics allow
     */
    public void append(
            String topic,
            String key,
            String partitionKey,
            @Nullable SpecificRecord value,
            String source,
            @Nullable String cause) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "An event for " + topic + " must be appended in the transaction of the change that it tells");
        }
        byte[] encoded = value == null ? null : codec.encode(topic, value);
        int size = key.getBytes(StandardCharsets.UTF_8).length + (encoded == null ? 0 : encoded.length) + HEADER_BYTES;
        if (size > WireSettings.MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("An event for " + topic + " takes " + size + " bytes, but at most "
                    + WireSettings.MAX_RECORD_BYTES + " can be sent");
        }
        jdbc.sql("""
                INSERT INTO outbox (event_id, topic, key, partition_key, type, source, said_at, traceparent, value)
                VALUES (:id, :topic, :key, :partitionKey, :type, :source, :saidAt, :traceparent, :value)""")
                .param("id", UUID.randomUUID())
                .param("topic", topic)
                .param("key", key)
                .param("partitionKey", partitionKey)
                .param(
                        "type",
                        value == null
                                ? EventHeaders.TOMBSTONE
                                : value.getSchema().getFullName())
                .param("source", source)
                .param("saidAt", clock.instant().atOffset(ZoneOffset.UTC))
                .param("traceparent", Traceparent.after(cause))
                .param("value", encoded, java.sql.Types.BINARY)
                .update();
    }
}
