package io.ledgersync.kit.flow;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.kit.Connector;
import io.ledgersync.kit.call.Caller;
import io.ledgersync.kit.call.LeaseDesk;
import io.ledgersync.kit.call.Line;
import io.ledgersync.kit.call.Mailbox;
import io.ledgersync.kit.call.Receiver;
import io.ledgersync.kit.call.StoreDesk;
import io.ledgersync.kit.event.Envelopes;
import io.ledgersync.kit.event.Schemas;
import io.ledgersync.kit.event.Words;
import io.ledgersync.kit.http.AnswerMemory;
import io.ledgersync.kit.http.Courier;
import io.ledgersync.kit.link.KnownKeys;
import io.ledgersync.kit.link.Leases;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.quota.AppPermits;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.run.Sleepers;
import io.ledgersync.kit.slice.ChangeWriter;
import io.ledgersync.kit.slice.CommitPace;
import io.ledgersync.kit.slice.ConnectorMetrics;
import io.ledgersync.kit.slice.Containment;
import io.ledgersync.kit.slice.DeadLetters;
import io.ledgersync.kit.slice.Forecast;
import io.ledgersync.kit.slice.RunEvents;
import io.ledgersync.kit.slice.SliceBuilder;
import io.ledgersync.kit.slice.SliceWriter;
import io.ledgersync.kit.take.RequestTaker;
import io.ledgersync.kit.take.StateReader;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.TopicSetup;
import io.ledgersync.wire.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.jspecify.annotations.Nullable;

/** One replica of a connector, put together: everything that its loop works with, and the thread that it runs on. */
final class ConnectorRuntime implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(13);
    private static final String API_TIMEOUT_MILLIS = "20000";

    private final ConnectorLoop loop;
    private final Thread thread;
    private final Watch watch;
    private final @Nullable AppPermits permits;

    /** What a replica works with that others may share or replace. */
    record Outside(
            WireSettings wire,
            EventCodec codec,
            Courier courier,
            Leases leases,
            KnownKeys knownKeys,
            @Nullable AppPermits permits,
            ConnectorMetrics metrics,
            Patience patience,
            Clock clock) {}

    ConnectorRuntime(
            Connector connector, QuotaSettings quota, ConnectorSettings settings, URI apiUrl, Outside outside) {
        Provider provider = Words.provider(connector.provider());
        String name = connector.provider().key() + "-connector";
        String clientId = name + "-" + settings.replicaId();
        Mailbox mailbox = new Mailbox();
        Rota rota = new Rota();
        String stateTopic = Topics.syncState(provider);
        RunBook book = new RunBook(
                quota,
                rota,
                new Sleepers(state ->
                        outside.codec().decode(stateTopic, state) instanceof OrganisationState known ? known : null));
        CommitPace pace = new CommitPace(settings.commitInterval(), System::nanoTime);
        Containment containment = new Containment(book, pace);
        AnswerMemory memory = outside.courier().memory(settings.memory().toBytes());
        outside.metrics().memory(memory::used, memory::capacity);
        Line line = new Line(connector, apiUrl, outside.courier(), memory, quota.callTimeout());
        Envelopes envelopes = new Envelopes(outside.codec(), outside.wire().partitions(), "/" + name);
        DeadLetters deadLetters = new DeadLetters(envelopes, provider);
        ChangeWriter changes = new ChangeWriter(connector, envelopes, deadLetters, outside.metrics());
        RunEvents events = new RunEvents(envelopes, changes, new Forecast(quota));
        SliceBuilder builder = new SliceBuilder(book, events, envelopes, provider);
        SliceWriter writer = new SliceWriter(outside.wire(), clientId, clientId);
        RequestTaker requests = new RequestTaker(outside.codec(), book, rota, pace, deadLetters);
        LeaseDesk leaseDesk = new LeaseDesk(outside.leases(), mailbox, book, containment, outside.clock());
        StoreDesk store =
                new StoreDesk(outside.knownKeys(), containment, rota, changes, pace, mailbox, outside.clock());
        Receiver receiver = new Receiver(
                line,
                book,
                rota,
                leaseDesk.leases(),
                outside.permits(),
                changes,
                pace,
                containment,
                outside.metrics(),
                outside.clock());
        Caller caller = new Caller(
                line,
                settings.calls(),
                book,
                rota,
                leaseDesk.leases(),
                outside.permits(),
                store,
                outside.patience(),
                containment,
                mailbox,
                receiver);
        leaseDesk.tells(caller);
        this.permits = outside.permits();
        if (permits != null) {
            permits.onReady(() -> mailbox.execute(caller::permitsCame));
        }
        Committer committer =
                new Committer(builder, writer, requests, receiver, rota, pace, outside.metrics(), outside.clock());
        this.watch = new Watch(outside.metrics());
        this.loop = new ConnectorLoop(
                new KafkaConsumer<>(consumer(outside.wire(), clientId, name, settings)),
                new StateReader(outside.wire(), provider, clientId),
                writer,
                new Schemas(outside.codec(), connector),
                mailbox,
                new ConnectorLoop.Parts(book, rota, requests, caller, receiver, committer, pace),
                watch,
                provider,
                settings.grace(),
                outside.clock());
        this.thread = new Thread(loop, name + "-loop");
    }

    private static Map<String, Object> consumer(
            WireSettings wire, String clientId, String group, ConnectorSettings settings) {
        Map<String, Object> configuration = wire.consumer(clientId, group);
        long session = settings.sessionTimeout().toMillis();
        configuration.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        configuration.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(RangeAssignor.class));
        configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session);
        configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) (session / 4));
        configuration.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        return configuration;
    }

    /** The topics that a connector reads and writes. */
    static void ensureTopics(WireSettings wire, Provider provider) {
        TopicSetup.ensure(
                wire,
                List.of(
                        Topics.syncRequests(provider),
                        Topics.syncState(provider),
                        Topics.SYNC_EVENTS,
                        Topics.LEDGER_CHANGES,
                        Topics.DEAD_LETTERS));
    }

    void start() {
        thread.start();
    }

    boolean running() {
        return thread.isAlive();
    }

    Watch watch() {
        return watch;
    }

    /** Ends at once, as a crash would. */
    void abandon() {
        loop.abandon();
        join();
    }

    /** Ends in order: calls in flight have a moment, then everything is committed and handed over. */
    @Override
    public void close() {
        loop.stop();
        join();
        if (permits != null) {
            permits.close();
        }
    }

    private void join() {
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
