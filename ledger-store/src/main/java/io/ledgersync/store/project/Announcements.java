package io.ledgersync.store.project;

import io.ledgersync.contract.Gap;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.sync.ProofDifference;
import io.ledgersync.contract.sync.SyncProjected;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.entity.ProviderJson;
import io.ledgersync.store.trialbalance.Proof;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.PartitionRule;
import io.ledgersync.wire.Traceparent;
import io.ledgersync.wire.WireSettings;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the store says on Kafka: a run can be read, a record could not be written, a deleted client's keys are gone. */
@Component
class Announcements implements DisposableBean {

    private static final String SOURCE = "/ledger-store";
    private static final int MOST_DIFFERENCES_TOLD = 1000;
    private static final int PLACES = 10;
    private static final int MOST_BYTES_OF_A_DEAD_LETTER = 64 * 1024;

    private final EventCodec codec;
    private final Clock clock;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;

    Announcements(WireSettings wire, EventCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
        this.partitions = wire.partitions();
        this.producer = new KafkaProducer<>(wire.producer("ledger-store"));
    }

    /**
     * The run's changes can be read from now on. The event's id is the run's last change: a repeat says the same thing.
     */
    Mono<Void> projected(
            RunEnded end,
            Map<String, Long> entities,
            Map<String, Long> unwritten,
            @Nullable Proof proof,
            @Nullable String trace) {
        Change change = end.getChange();
        List<Gap> gaps = unwritten.entrySet().stream()
                .map(entry -> Gap.newBuilder()
                        .setStream(entry.getKey())
                        .setCode("NOT_PROJECTED")
                        .setDetail(entry.getValue() + " records of this kind could not be written to the ledger store")
                        .setRemedy("The records are kept as dead letters; support can say what is wrong with them.")
                        .setRecords(entry.getValue())
                        .build())
                .toList();
        SyncProjected projected = SyncProjected.newBuilder()
                .setRunId(change.getRunId())
                .setAttempt(change.getSequence().getAttempt())
                .setPracticeId(change.getPracticeId())
                .setClientId(change.getClientId())
                .setConnectionId(change.getConnectionId())
                .setSequence(change.getSequence())
                .setGaps(gaps)
                .setEntities(entities)
                .setObservedAt(clock.instant())
                .setProof(proof == null ? null : told(proof))
                .build();
        String id = UUID.nameUUIDFromBytes(("projected " + change.getEventId()).getBytes(StandardCharsets.UTF_8))
                .toString();
        return send(Topics.SYNC_EVENTS, change.getClientId(), change.getClientId(), id, projected, trace);
    }

    private static io.ledgersync.contract.sync.Proof told(Proof proof) {
        return io.ledgersync.contract.sync.Proof.newBuilder()
                .setAgrees(proof.agrees())
                .setAsOf(proof.asOf())
                .setDifferences(proof.differences().stream()
                        .limit(MOST_DIFFERENCES_TOLD)
                        .map(difference -> new ProofDifference(
                                difference.accountId(),
                                difference.accountName(),
                                difference.ours().setScale(PLACES, RoundingMode.HALF_EVEN),
                                difference.theirs().setScale(PLACES, RoundingMode.HALF_EVEN)))
                        .toList())
                .build();
    }

    /** The record is nothing that MongoDB can hold. */
    Mono<Void> notProjected(LedgerDocument document, String reason) {
        String json = ProviderJson.of(document.document());
        byte[] content = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        DeadLetter letter = letter(content)
                .setId(UUID.nameUUIDFromBytes((document.id() + document.order()).getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setPracticeId(document.document().getString(LedgerDocument.PRACTICE))
                .setClientId(document.document().getString(LedgerDocument.CLIENT))
                .setProvider(Provider.valueOf(document.document().getString(LedgerDocument.PROVIDER)))
                .setConnectionId(document.document().getString(LedgerDocument.CONNECTION))
                .setRunId(document.document().getString(LedgerDocument.RUN))
                .setSource(Topics.LEDGER_CHANGES + " key " + document.id())
                .setSourceType(document.document().getString(LedgerDocument.SOURCE_TYPE))
                .setSourceId(document.document().getString(LedgerDocument.SOURCE_ID))
                .setCode("NOT_PROJECTED")
                .setReason(reason)
                .build();
        String client = document.document().getString(LedgerDocument.CLIENT);
        return send(Topics.DEAD_LETTERS, document.id(), client, letter.getId(), letter);
    }

    /** Records that no schema reads. */
    Mono<Void> unreadable(List<Batch.Unreadable> records) {
        return Flux.fromIterable(records)
                .concatMap(record -> {
                    String place =
                            record.row().topic() + " partition " + record.row().partition() + " offset "
                                    + record.row().offset();
                    byte[] key = record.row().key() == null
                            ? new byte[0]
                            : record.row().key();
                    DeadLetter letter = letter(record.row().value())
                            .setId(UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                                    .toString())
                            .setProvider(Provider.UNKNOWN)
                            .setSource(place)
                            .setCode("UNREADABLE")
                            .setReason(record.reason())
                            .build();
                    String text = new String(key, StandardCharsets.UTF_8);
                    return send(Topics.DEAD_LETTERS, text, text, letter.getId(), letter);
                })
                .then();
    }

    /** The keys hold nothing any more. */
    Mono<Void> tombstones(String clientId, List<String> keys) {
        return Flux.fromIterable(keys)
                .flatMap(
                        key -> send(
                                Topics.LEDGER_CHANGES,
                                key,
                                clientId,
                                UUID.randomUUID().toString(),
                                null),
                        256)
                .then();
    }

    private DeadLetter.Builder letter(byte[] content) {
        return DeadLetter.newBuilder()
                .setContent(
                        ByteBuffer.wrap(Arrays.copyOf(content, Math.min(content.length, MOST_BYTES_OF_A_DEAD_LETTER))))
                .setLength(content.length)
                .setSha256(sha256(content))
                .setObservedAt(clock.instant());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private Mono<Void> send(String topic, String key, String partitionKey, String id, @Nullable SpecificRecord value) {
        return send(topic, key, partitionKey, id, value, null);
    }

    private Mono<Void> send(
            String topic,
            String key,
            String partitionKey,
            String id,
            @Nullable SpecificRecord value,
            @Nullable String cause) {
        return Mono.create(sink -> {
            String type =
                    value == null ? EventHeaders.TOMBSTONE : value.getSchema().getFullName();
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic,
                    PartitionRule.partition(partitionKey, partitions),
                    key.getBytes(StandardCharsets.UTF_8),
                    value == null ? null : codec.encode(topic, value),
                    EventHeaders.of(id, type, SOURCE, clock.instant(), Traceparent.after(cause)));
            producer.send(record, (metadata, failed) -> {
                if (failed == null) {
                    sink.success();
                } else {
                    sink.error(failed);
                }
            });
        });
    }

    @Override
    public void destroy() {
        producer.close();
    }
}
