package io.ledgersync.kit.flow;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.kit.Connector;
import io.ledgersync.kit.http.Courier;
import io.ledgersync.kit.link.KnownKeys;
import io.ledgersync.kit.link.Leases;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.kit.slice.ConnectorMetrics;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.util.unit.DataSize;

/** Kafka, the registry, a made-up provider and the replicas of its connector. */
final class Stage implements AutoCloseable {
    static final String SECRET = "internal-secret";

    final EmbeddedInfrastructure infrastructure = EmbeddedInfrastructure.start(Set.of(Part.KAFKA, Part.REGISTRY), null);
    final WireSettings wire = new WireSettings(
            infrastructure.bootstrapServers(), infrastructure.registryUrl(), 4, (short) 1, Map.of(), Map.of());
    final EventCodec codec = new EventCodec(wire);
    final LedgerView ledger;
    final ToyProvider provider;
    final List<ConnectorRuntime> replicas = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(wire.producer("requests"));
    private final AtomicLong attempts = new AtomicLong(System.currentTimeMillis());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Stage() throws IOException {
        ConnectorRuntime.ensureTopics(wire, Provider.XERO);
        ledger = new LedgerView(wire, codec);
        provider = new ToyProvider(ledger);
    }

    static ShelfConnector connector() {
        return new ShelfConnector(
                1,
                new ShelfStream("Invoices", false, 10),
                new ShelfStream("Payments", false, 100),
                new ShelfStream("Accounts", true, 100));
    }

    static QuotaSettings plenty() {
        return new QuotaSettings(0, 0, 5, 0, 0, BigDecimal.ZERO, Duration.ofSeconds(90), false);
    }

    ConnectorRuntime replica(String id) {
        return replica(id, plenty());
    }

    ConnectorRuntime replica(String id, QuotaSettings quota) {
        return replica(id, quota, connector(), 16);
    }

    ConnectorRuntime replica(String id, QuotaSettings quota, Connector connector, int megabytes) {
        return replica(id, quota, connector, megabytes, Patience.usual(new Random(1)), Duration.ofSeconds(15));
    }

    /** @param silence how long a body may bring nothing */
    ConnectorRuntime replica(
            String id, QuotaSettings quota, Connector connector, int megabytes, Patience patience, Duration silence) {
        ConnectorSettings settings = new ConnectorSettings(
                DataSize.ofMegabytes(megabytes),
                Duration.ofSeconds(1),
                quota.callTimeout(),
                Duration.ofSeconds(7),
                500,
                Duration.ofSeconds(1),
                id);
        Clock clock = Clock.systemUTC();
        ConnectorRuntime replica = new ConnectorRuntime(
                connector,
                quota,
                settings,
                provider.api(),
                new ConnectorRuntime.Outside(
                        wire,
                        codec,
                        new Courier(http, clock, silence),
                        new Leases(http, provider.url(), SECRET),
                        new KnownKeys(http, provider.url(), SECRET),
                        null,
                        new ConnectorMetrics(new SimpleMeterRegistry(), "xero"),
                        patience,
                        clock));
        replica.start();
        replicas.add(replica);
        return replica;
    }

    long nextAttempt() {
        return attempts.incrementAndGet();
    }

    SyncRequested.Builder request(String organisation) {
        return SyncRequested.newBuilder()
                .setRunId(UUID.randomUUID().toString())
                .setAttempt(nextAttempt())
                .setPracticeId("practice")
                .setClientId("client-of-" + organisation)
                .setConnectionId("connection-of-" + organisation)
                .setProvider(Provider.XERO)
                .setOrganisationId(organisation)
                .setKind(RunKind.INITIAL)
                .setPriority(false)
                .setRequestedAt(Instant.now())
                .setWatermarks(Map.of())
                .setCursor(null)
                .setFirstRun(true);
    }

    void send(SyncRequested request) {
        String topic = Topics.syncRequests(Provider.XERO);
        producer.send(new ProducerRecord<>(
                topic,
                null,
                null,
                request.getOrganisationId().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                codec.encode(topic, request),
                EventHeaders.of(
                        UUID.randomUUID().toString(),
                        SyncRequested.getClassSchema().getFullName(),
                        "/test",
                        Instant.now(),
                        null)));
        producer.flush();
    }

    SyncRequested send(SyncRequested.Builder request) {
        SyncRequested built = request.build();
        send(built);
        return built;
    }

    void stopReplicas() {
        replicas.forEach(ConnectorRuntime::close);
        replicas.clear();
    }

    @Override
    public void close() {
        stopReplicas();
        producer.close();
        ledger.close();
        provider.close();
        codec.close();
        infrastructure.close();
    }
}
