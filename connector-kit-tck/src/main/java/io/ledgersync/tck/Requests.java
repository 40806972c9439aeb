package io.ledgersync.tck;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Asks for runs as the orchestrator does, and sends one that was paused again. */
final class Requests implements AutoCloseable {
    private static final long LOOK = 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final EventCodec codec;
    private final History history;
    private final Provider provider;
    private final Clock clock;
    private final AtomicLong attempts = new AtomicLong(System.currentTimeMillis());

    /** @param clock by which the connector says when it goes on */
    Requests(WireSettings wire, EventCodec codec, History history, Provider provider, Clock clock) {
        this.clock = clock;
        this.producer = new KafkaProducer<>(wire.producer("tck-requests"));
        this.codec = codec;
        this.history = history;
        this.provider = provider;
        codec.register(Topics.syncRequests(provider), List.of(SyncRequested.getClassSchema()));
    }

    /** Asks for a run: the first without watermarks. */
    SyncRequested ask(String client, String organisation, Map<String, String> watermarks) {
        return ask(client, organisation, watermarks.isEmpty() ? RunKind.INITIAL : RunKind.INCREMENTAL, watermarks);
    }

    /** Asks for everything to be read once more. */
    SyncRequested askForAll(String client, String organisation) {
        return ask(client, organisation, RunKind.RECONCILE, Map.of());
    }

    private SyncRequested ask(String client, String organisation, RunKind kind, Map<String, String> watermarks) {
        SyncRequested request = SyncRequested.newBuilder()
                .setRunId(UUID.randomUUID().toString())
                .setAttempt(attempts.incrementAndGet())
                .setPracticeId("practice")
                .setClientId(client)
                .setConnectionId("connection-of-" + organisation)
                .setProvider(provider)
                .setOrganisationId(organisation)
                .setKind(kind)
                .setPriority(kind == RunKind.INCREMENTAL)
                .setRequestedAt(clock.instant())
                .setWatermarks(watermarks)
                .setCursor(null)
                .setFirstRun(kind == RunKind.INITIAL)
                .build();
        send(request);
        return request;
    }

    /** Waits for a run's end, sending it again when it is paused and its time has come. */
    SyncCompleted completed(SyncRequested request, Duration within, Supplier<String> story)
            throws InterruptedException {
        long began = System.nanoTime();
        SyncRequested sent = request;
        while (System.nanoTime() - began < within.toNanos()) {
            SpecificRecord last = last(request.getRunId());
            if (last instanceof SyncCompleted completed) {
                return completed;
            }
            if (last instanceof SyncPaused paused
                    && paused.getRun().getAttempt() == sent.getAttempt()
                    && paused.getResumeAt().isBefore(clock.instant())) {
                sent = SyncRequested.newBuilder(sent)
                        .setAttempt(attempts.incrementAndGet())
                        .setCursor(paused.getCursor())
                        .build();
                send(sent);
            } else if (last != null && !(last instanceof SyncProgressed) && !(last instanceof SyncPaused)) {
                throw new AssertionError("the run ended as " + last + "\n" + story.get());
            }
            Thread.sleep(LOOK);
        }
        throw new AssertionError(
                "no end of the run within " + within + "; last said: " + last(request.getRunId()) + "\n" + story.get());
    }

    /** Whether a run has completed. */
    boolean hasCompleted(SyncRequested request) {
        return last(request.getRunId()) instanceof SyncCompleted;
    }

    private @Nullable SpecificRecord last(String run) {
        List<SpecificRecord> events = history.events(run);
        return events.isEmpty() ? null : events.get(events.size() - 1);
    }

    private void send(SyncRequested request) {
        String topic = Topics.syncRequests(provider);
        producer.send(new ProducerRecord<>(
                topic,
                null,
                null,
                request.getOrganisationId().getBytes(StandardCharsets.UTF_8),
                codec.encode(topic, request),
                EventHeaders.of(
                        UUID.randomUUID().toString(),
                        SyncRequested.getClassSchema().getFullName(),
                        "/tck",
                        request.getRequestedAt(),
                        null)));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
