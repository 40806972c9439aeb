package io.ledgersync.tck;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.kit.Connector;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.SandboxSettings;
import io.ledgersync.sandbox.ScaledClock;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.TopicSetup;
import io.ledgersync.wire.WireSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What a connector is tried on: a broker, a provider, its neighbours, and replicas that come and go. */
final class Stage implements AutoCloseable {
    /** A provider's minute is kept in six seconds. */
    static final int SCALE = 10;

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(50);
    private static final int PARTITIONS = 4;
    private static final Duration UP = Duration.ofSeconds(60);

    private final Instant began = Clock.systemUTC().instant();
    private final ScaledClock providersClock;
    private final Class<?> main;
    private final Supplier<Map<String, String>> properties;
    private final Path logs;
    private final EmbeddedInfrastructure infrastructure;
    private final WireSettings wire;
    private final EventCodec codec;
    private final Sandbox sandbox;
    private final Consents consents;
    private final History history;
    private final Neighbours neighbours;
    private final Requests requests;
    private final Group group;
    private final List<Replica> replicas = new ArrayList<>();

    /**
     * Sets it up, without replicas.
     *
     * @param main the connector's application
     * @param ahead what the provider's clock is ahead of ours
     * @param properties configuration of the provider's own
     */
    Stage(Class<?> main, Connector connector, Duration ahead, Supplier<Map<String, String>> properties, Path logs) {
        Provider provider = Provider.valueOf(connector.provider().name());
        Clock clock = new ScaledClock(began, SCALE);
        this.main = main;
        this.properties = properties;
        this.logs = logs;
        this.providersClock = new ScaledClock(began.plus(ahead), SCALE);
        this.infrastructure = EmbeddedInfrastructure.start(Set.of(Part.KAFKA, Part.REGISTRY), null);
        this.wire = new WireSettings(
                infrastructure.bootstrapServers(),
                infrastructure.registryUrl(),
                PARTITIONS,
                (short) 1,
                Map.of(),
                Map.of());
        TopicSetup.ensure(
                wire,
                List.of(
                        Topics.syncRequests(provider),
                        Topics.syncState(provider),
                        Topics.SYNC_EVENTS,
                        Topics.LEDGER_CHANGES,
                        Topics.DEAD_LETTERS));
        this.codec = new EventCodec(wire);
        this.sandbox = Sandbox.start(SandboxSettings.inMemory().withClock(providersClock));
        this.consents = new Consents(connector.provider().key(), sandbox.connectorProperties(), clock);
        this.history = new History(wire, codec);
        this.neighbours = new Neighbours(consents, history);
        this.requests = new Requests(wire, codec, history, provider, clock);
        this.group = new Group(wire, provider, connector.provider().key());
    }

    Sandbox sandbox() {
        return sandbox;
    }

    History history() {
        return history;
    }

    Requests requests() {
        return requests;
    }

    /** The provider's time. */
    Instant now() {
        return providersClock.instant();
    }

    /** Defines an organisation and agrees that it is read. */
    void enter(OrganisationSpec organisation) {
        sandbox.define().organisation(organisation);
        consents.agree("connection-of-" + organisation.organisationId(), organisation.organisationId());
    }

    /** Nothing is known of an organisation any more, so that the next one finds as much memory. */
    void leave(String organisation, String client, List<String> runs) {
        sandbox.define().forget(organisation);
        consents.forget("connection-of-" + organisation);
        history.forget(client, runs);
    }

    /** Goes on when so many replicas, or more, share the work and none comes or goes. */
    void settle(int atLeast) {
        while (replicas.size() < atLeast) {
            join();
        }
        replicas.forEach(replica -> Awaitility.await()
                .atMost(UP)
                .pollInterval(Duration.ofMillis(100))
                .until(replica::isUp));
        Awaitility.await().atMost(UP).until(() -> group.isSettled(replicas.size()));
    }

    /** One more replica. */
    void join() {
        Map<String, String> all = new HashMap<>(sandbox.connectorProperties());
        all.put("ledgersync.kafka.bootstrap-servers", wire.bootstrapServers());
        all.put("ledgersync.kafka.partitions", Integer.toString(PARTITIONS));
        all.put("ledgersync.registry.url", wire.registryUrl());
        all.put("ledgersync.link-service.url", neighbours.url().toString());
        all.put("ledgersync.ledger-store.url", neighbours.url().toString());
        all.put("ledgersync.internal.token", Neighbours.SECRET);
        // Commits keep the machine's time, as Kafka's sessions do: five seconds by the provider's.
        all.put("ledgersync.connector.commit-interval", "500ms");
        all.put("ledgersync.connector.call-timeout", CALL_TIMEOUT.toSeconds() + "s");
        all.put("ledgersync.connector.session-timeout", "7s");
        // By the scaled clock: a busy machine needs its own time to take over what was answered.
        all.put("ledgersync.connector.grace", "50s");
        all.putAll(properties.get());
        replicas.add(Replica.start(ScaledReplica.class, ScaledReplica.arguments(main, began, SCALE), all, logs));
    }

    int replicas() {
        return replicas.size();
    }

    /** The replica that owns an organisation goes; another one when nobody does. Two are there in the end. */
    void lose(String organisation, Random random, boolean killed) {
        String owner = group.owner(organisation).orElse("");
        Replica gone = replicas.stream()
                .filter(replica -> replica.id().equals(owner))
                .findFirst()
                .orElseGet(() -> replicas.get(random.nextInt(replicas.size())));
        replicas.remove(gone);
        if (killed) {
            gone.kill();
        } else {
            gone.close();
        }
        if (replicas.size() < 2) {
            join();
        }
    }

    /** The last lines that every replica logged. */
    String logs() {
        StringBuilder all = new StringBuilder();
        replicas.forEach(replica -> all.append(replica.tail()).append("\n----\n"));
        return all.toString();
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        group.close();
        requests.close();
        neighbours.close();
        history.close();
        codec.close();
        sandbox.close();
        infrastructure.close();
    }
}
