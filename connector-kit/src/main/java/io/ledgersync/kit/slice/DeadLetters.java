package io.ledgersync.kit.slice;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.event.Envelopes;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.Traceparent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that nobody could read or write, kept with their first 64 KB and the digest of all. */
public final class DeadLetters {
    private static final int MOST_BYTES = 64 * 1024;

    private final Envelopes envelopes;
    private final Provider provider;

    public DeadLetters(Envelopes envelopes, Provider provider) {
        this.envelopes = envelopes;
        this.provider = provider;
    }

    /** What is kept of a record: its first bytes, and the length and digest of all. */
    record Content(ByteBuffer head, long length, String digest) {
        static Content of(byte[] whole) {
            return new Content(
                    ByteBuffer.wrap(whole, 0, Math.min(whole.length, MOST_BYTES)),
                    whole.length,
                    DeadLetters.digest(whole));
        }
    }

    /** A record of a provider's list. */
    public ProducerRecord<byte[], byte[]> of(
            HeldRun run,
            String stream,
            @Nullable String sourceType,
            @Nullable String sourceId,
            String code,
            String reason,
            Content content,
            Instant at) {
        SyncRequested request = run.request();
        String id = Envelopes.id(
                request.getRunId(),
                Long.toString(request.getAttempt()),
                stream,
                String.valueOf(sourceId),
                code,
                content.digest());
        DeadLetter letter = new DeadLetter(
                id,
                request.getPracticeId(),
                request.getClientId(),
                provider,
                request.getConnectionId(),
                request.getRunId(),
                provider + " " + stream,
                sourceType,
                sourceId,
                code,
                reason,
                content.head(),
                content.length(),
                content.digest(),
                at);
        String key = sourceType == null || sourceId == null
                ? request.getClientId()
                : new LedgerKey(request.getClientId(), request.getOrganisationId(), sourceType, sourceId).text();
        return envelopes.ofClient(Topics.DEAD_LETTERS, key, request.getClientId(), letter, id, at, run.trace());
    }

    /** A request that is no event of ours. */
    public ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> request, String reason, Instant at) {
        Content content = Content.of(request.value() == null ? new byte[0] : request.value());
        String source = request.topic() + '-' + request.partition() + '@' + request.offset();
        String id = Envelopes.id(source);
        String key = request.key() == null ? "" : new String(request.key(), StandardCharsets.UTF_8);
        DeadLetter letter = new DeadLetter(
                id,
                null,
                null,
                provider,
                null,
                null,
                source,
                null,
                null,
                "UNREADABLE",
                reason,
                content.head(),
                content.length(),
                content.digest(),
                at);
        return envelopes.ofClient(
                Topics.DEAD_LETTERS,
                key,
                key,
                letter,
                id,
                at,
                Traceparent.after(EventHeaders.traceparent(request.headers())));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
