package io.ledgersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.kit.Connector;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.Latency;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.SandboxSettings;
import io.ledgersync.sandbox.ScaledClock;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.quota.QuotaSpec;
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
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The suite that a connector passes: for each seed an organisation is read while its books are edited, its provider
 * fails, tokens expire and replicas are killed, join and leave; at the end every guarantee is held against what was
 * published and what the provider saw.
 *
 * <p>{@code -Pnightly} tries two hundred of them, {@code -Dledgersync.tck.seed=N} repeats one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConnectorTck {
    private static final Duration RUN = Duration.ofSeconds(120);
    private static final int PARTITIONS = 4;
    /** A provider's minute is kept in six seconds. */
    private static final int SCALE = 10;

    /** With what somebody else calls, a first reading needs two and a half minutes of the quota. */
    private static final int HALF_MINUTES = 5;

    /** What the provider's clock and ours differ in: ahead at one, behind at the other. */
    private static final Duration SKEW = Duration.ofMinutes(7);

    private final Instant began = Clock.systemUTC().instant();
    private final ScaledClock clock = new ScaledClock(began, SCALE);
    private final ScaledClock providersClock;
    private final Class<?> main;
    private final Provider provider;
    private final Connector connector;

    private EmbeddedInfrastructure infrastructure;
    private WireSettings wire;
    private EventCodec codec;
    private Sandbox sandbox;
    private Consents consents;
    private History history;
    private Neighbours neighbours;
    private Requests requests;
    private final List<Replica> replicas = new ArrayList<>();

    private Path logs;

    /**
     * The suite for a connector.
     *
     * @param main its application
     * @param connector what it reads
     */
    @SuppressWarnings("NullAway.Init")
    protected ConnectorTck(Class<?> main, Connector connector) {
        this.main = main;
        this.connector = connector;
        this.provider = Provider.valueOf(connector.provider().name());
        this.providersClock = new ScaledClock(provider == Provider.XERO ? began.plus(SKEW) : began.minus(SKEW), SCALE);
    }

    /** The books that every trial begins with. */
    protected abstract BooksSpec books();

    /** The limits that the provider keeps; {@link #properties()} must say the same. */
    protected abstract QuotaSpec quota();

    /** Whether a first reading, however often it is interrupted in order, makes this call once at most. */
    protected abstract boolean askedOnce(Call call);

    /** Configuration of the provider's own, by key. */
    protected abstract Map<String, String> properties();

    @BeforeAll
    void open(@TempDir Path folder) {
        logs = folder;
        infrastructure = EmbeddedInfrastructure.start(Set.of(Part.KAFKA, Part.REGISTRY), null);
        wire = new WireSettings(
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
        codec = new EventCodec(wire);
        sandbox = Sandbox.start(SandboxSettings.inMemory().withClock(providersClock));
        consents = new Consents(connector.provider().key(), sandbox.connectorProperties(), clock);
        history = new History(wire, codec);
        neighbours = new Neighbours(consents, history);
        requests = new Requests(wire, codec, history, provider, clock);
        awaitUp(join());
    }

    @AfterAll
    void close() {
        replicas.forEach(Replica::close);
        requests.close();
        neighbours.close();
        history.close();
        codec.close();
        sandbox.close();
        infrastructure.close();
    }

    private Replica join() {
        Map<String, String> all = new HashMap<>(sandbox.connectorProperties());
        all.put("ledgersync.kafka.bootstrap-servers", wire.bootstrapServers());
        all.put("ledgersync.kafka.partitions", Integer.toString(PARTITIONS));
        all.put("ledgersync.registry.url", wire.registryUrl());
        all.put("ledgersync.link-service.url", neighbours.url().toString());
        all.put("ledgersync.ledger-store.url", neighbours.url().toString());
        all.put("ledgersync.internal.token", Neighbours.SECRET);
        all.put("ledgersync.connector.commit-interval", "5s");
        all.put("ledgersync.connector.call-timeout", "50s");
        all.put("ledgersync.connector.session-timeout", "7s");
        all.putAll(properties());
        Replica replica = Replica.start(ScaledReplica.class, ScaledReplica.arguments(main, began, SCALE), all, logs);
        replicas.add(replica);
        return replica;
    }

    private String logs() {
        StringBuilder all = new StringBuilder();
        replicas.forEach(replica -> all.append(replica.tail()).append("\n----\n"));
        return all.toString();
    }

    static LongStream seeds() {
        Long only = Long.getLong("ledgersync.tck.seed");
        if (only != null) {
            return LongStream.of(only);
        }
        return new SplittableRandom().longs(Integer.getInteger("ledgersync.tck.seeds", 3), 1, Long.MAX_VALUE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsEveryGuaranteeWhateverHappens(long seed) throws InterruptedException {
        System.err.println(
                getClass().getSimpleName() + " seed " + seed + " (repeat with -Dledgersync.tck.seed=" + seed + ")");
        Random random = new Random(seed);
        int violations = sandbox.query().violations().size();
        String organisation = organisation(seed, random);
        String client = "client-of-" + organisation;

        SyncRequested first = requests.ask(client, organisation, Map.of());
        Mischief mischief = new Mischief(sandbox, connector.provider().name(), organisation, random);
        int kills = 0;
        int blows = 1 + random.nextInt(3);
        for (int blow = 0; blow < blows; blow++) {
            Thread.sleep(500 + random.nextInt(2_500));
            mischief.strike();
            switch (random.nextInt(3)) {
                case 0 -> {
                    replicas.remove(random.nextInt(replicas.size())).kill();
                    kills++;
                }
                case 1 -> replicas.remove(random.nextInt(replicas.size())).close();
                default -> mischief.strike();
            }
            if (replicas.size() < 2) {
                join();
            }
        }
        replicas.forEach(ConnectorTck::awaitUp);
        SyncCompleted initial = requests.completed(first, RUN, this::logs);
        mischief.calm();
        SyncRequested increment = requests.ask(client, organisation, initial.getWatermarks());
        SyncCompleted last = requests.completed(increment, RUN, this::logs);
        Awaitility.await().atMost(RUN).until(() -> history.has(client, last.getSequence()));

        Trial trial = new Trial(connector, sandbox, history, client, organisation, kills);
        assertThat(last.getGaps()).as("gaps").isEmpty();
        for (Guarantee guarantee : List.of(
                new NoRecordLost(),
                new NoDuplicateEntry(),
                new PerClientOrder(),
                new QuotaKept(violations),
                new OneSliceRepeatedAtMost(this::askedOnce))) {
            assertThat(guarantee.broken(trial))
                    .as("%s, seed %d, %d kills; %s", guarantee.getClass().getSimpleName(), seed, kills, mischief)
                    .isEmpty();
        }
    }

    /** Changes that move no stamp, and a record that goes without a word. */
    @Test
    void readingEverythingOnceMoreFindsWhatNoChangeTells() throws InterruptedException {
        long seed = new Random().nextLong(Long.MAX_VALUE);
        System.err.println(getClass().getSimpleName() + " reconciles, seed " + seed);
        String organisation = organisation(seed, new Random(seed));
        if (replicas.isEmpty()) {
            join();
        }
        replicas.forEach(ConnectorTck::awaitUp);
        String client = "client-of-" + organisation;
        requests.completed(requests.ask(client, organisation, Map.of()), RUN, this::logs);
        Edits edits = sandbox.define().edits(organisation);
        if (provider == Provider.XERO) {
            edits.editUnseen("Invoice");
            edits.editUnseen("Contact");
        } else {
            edits.vanishAny("Customer");
            edits.vanishAny("Invoice");
        }

        SyncCompleted all = requests.completed(requests.askForAll(client, organisation), RUN, this::logs);
        Awaitility.await().atMost(RUN).until(() -> history.has(client, all.getSequence()));

        Trial trial = new Trial(connector, sandbox, history, client, organisation, 0);
        assertThat(all.getGaps()).as("gaps").isEmpty();
        assertThat(new NoRecordLost().broken(trial)).as("seed %d", seed).isEmpty();
    }

    /** Another installation of the app, or another app, uses the same organisation's quota up. */
    @Test
    void whoeverSharesTheQuotaIsWaitedForAndTheRunCompletes() throws InterruptedException {
        long seed = new Random().nextLong(Long.MAX_VALUE);
        System.err.println(getClass().getSimpleName() + " shares a quota, seed " + seed);
        String organisation = organisation(seed, new Random(seed));
        int mine = sandbox.query().minimumInitialCalls(organisation);
        int others = quota().perMinute() * HALF_MINUTES / 2 / mine;
        sandbox.define().afterEachCall(organisation, edits -> sandbox.define()
                .otherCalls(organisation, others, providersClock.instant()));
        if (replicas.isEmpty()) {
            join();
        }
        replicas.forEach(ConnectorTck::awaitUp);

        String client = "client-of-" + organisation;
        SyncCompleted completed = requests.completed(requests.ask(client, organisation, Map.of()), RUN, this::logs);
        Awaitility.await().atMost(RUN).until(() -> history.has(client, completed.getSequence()));

        Trial trial = new Trial(connector, sandbox, history, client, organisation, 0);
        List<Call> calls = sandbox.query().calls(organisation);
        assertThat(Duration.between(
                        calls.get(0).at(), calls.get(calls.size() - 1).at()))
                .as("seed %d: one minute's calls are not enough", seed)
                .isGreaterThan(Duration.ofMinutes(1));
        for (Guarantee guarantee : List.of(
                new NoRecordLost(),
                new NoDuplicateEntry(),
                new PerClientOrder(),
                new QuotaObeyed(quota().concurrent()))) {
            assertThat(guarantee.broken(trial))
                    .as("%s, seed %d", guarantee.getClass().getSimpleName(), seed)
                    .isEmpty();
        }
    }

    /** An organisation of this seed, defined and agreed to; answers its id. */
    private String organisation(long seed, Random random) {
        String organisation = Long.toString(Math.floorMod(seed, 1_000_000_000_000L));
        sandbox.define()
                .organisation(OrganisationSpec.generated(
                        provider.name(), organisation, "Organisation " + organisation, seed, books()))
                .quota(organisation, quota())
                .latency(
                        organisation,
                        new Latency(Duration.ofMillis(500 + random.nextInt(2000)), Duration.ofNanos(200_000)));
        consents.agree("connection-of-" + organisation, organisation);
        return organisation;
    }

    private static void awaitUp(Replica replica) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(replica::isUp);
    }
}
