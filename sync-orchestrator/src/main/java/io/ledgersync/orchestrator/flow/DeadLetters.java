package io.ledgersync.orchestrator.flow;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.outbox.Outbox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionOperations;

/** Puts aside what nobody can read, through the outbox like everything this service says. */
final class DeadLetters {

    private static final int MOST_BYTES = 64 * 1024;
    private static final String UNREADABLE = "UNREADABLE";

    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    DeadLetters(Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The same record put aside twice has the same id. */
    void putAside(ConsumerRecord<byte[], byte[]> row, String reason) {
        byte[] content = row.value() == null ? new byte[0] : row.value();
        String source = row.topic() + "-" + row.partition() + "@" + row.offset();
        String key = row.key() == null ? source : new String(row.key(), StandardCharsets.UTF_8);
        DeadLetter letter = DeadLetter.newBuilder()
                .setId(UUID.nameUUIDFromBytes(("sync-orchestrator " + source).getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setProvider(Provider.UNKNOWN)
                .setClientId(row.key() == null ? null : key)
                .setSource(source)
                .setCode(UNREADABLE)
                .setReason(reason)
                .setContent(ByteBuffer.wrap(content, 0, Math.min(content.length, MOST_BYTES))
                        .slice())
                .setLength(content.length)
                .setSha256(digest(content))
                .setObservedAt(clock.instant())
                .build();
        transactions.executeWithoutResult(
                putting -> outbox.append(Topics.DEAD_LETTERS, key, key, letter, OutboxAnnouncer.SOURCE));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
