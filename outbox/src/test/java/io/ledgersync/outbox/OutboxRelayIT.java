package io.ledgersync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.PartitionRule;
import io.ledgersync.wire.TopicSetup;
import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxRelayIT {
    private static final String SLOT = "outbox_test";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** More than all that Debezium may take to start and to end, one after the other. */
    private static final Duration ENDING = Duration.ofMinutes(2);

    private static EmbeddedInfrastructure infrastructure;
    private static WireSettings wire;
    private static EventCodec codec;
    private static RelaySettings settings;
    private static JdbcClient jdbc;
    private static TransactionTemplate transaction;
    private static Outbox outbox;
    private static KafkaConsumer<byte[], byte[]> consumer;

    private final List<OutboxRelay> relays = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
    /** Those received before: an event that was acknowledged and not yet deleted when its relay was broken off. */
    private final List<ConsumerRecord<byte[], byte[]>> repeated = new ArrayList<>();

    @BeforeAll
    static void boot() {
        infrastructure = EmbeddedInfrastructure.start(EnumSet.of(Part.POSTGRES, Part.KAFKA, Part.REGISTRY), null);
        wire = new WireSettings(
                infrastructure.bootstrapServers(), infrastructure.registryUrl(), 6, (short) 1, Map.of(), Map.of());
        TopicSetup.ensure(wire, List.of(Topics.LINK_EVENTS));
        codec = new EventCodec(wire);
        String url = infrastructure.jdbcUrl("outbox_test");
        settings = new RelaySettings(url, infrastructure.jdbcUser(), infrastructure.jdbcPassword(), SLOT);
        DriverManagerDataSource database =
                new DriverManagerDataSource(url, infrastructure.jdbcUser(), infrastructure.jdbcPassword());
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/outbox")
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        outbox = new Outbox(jdbc, codec, Clock.systemUTC());
        consumer = new KafkaConsumer<>(wire.consumer("outbox-test", "outbox-test"));
        List<TopicPartition> partitions = IntStream.range(0, 6)
                .mapToObj(n -> new TopicPartition(Topics.LINK_EVENTS, n))
                .toList();
        consumer.assign(partitions);
    }

    @AfterAll
    static void shutDown() {
        consumer.close();
        codec.close();
        infrastructure.close();
    }

    @BeforeEach
    void readFromTheEnd() {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    @AfterEach
    void closeRelays() {
        relays.forEach(OutboxRelay::close);
        await().atMost(ENDING).untilAsserted(() -> assertThat(relays)
                .allSatisfy(relay -> assertThat(relay.health().state()).isEqualTo(RelayHealth.State.STOPPED)));
        // What one test left would be the next one's.
        jdbc.sql("TRUNCATE outbox").update();
    }

    @Test
    void relaysEachAggregatesEventsInTheOrderOfTheirTransactions() throws Exception {
        IntStream.range(0, 50).forEach(n -> append("client-" + n % 7, n));
        started();
        ExecutorService writers = Executors.newFixedThreadPool(7);
        List<Future<?>> written = new ArrayList<>();
        for (int writer = 0; writer < 7; writer++) {
            String client = "client-" + writer;
            written.add(writers.submit(() -> IntStream.range(50, 150).forEach(n -> append(client, n))));
        }
        for (Future<?> future : written) {
            future.get();
        }
        writers.shutdown();

        awaitReceived(750);
        Map<String, List<Long>> versions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : received) {
            versions.computeIfAbsent(key(record), key -> new ArrayList<>())
                    .add(event(record).getVersion());
            assertThat(record.partition()).isEqualTo(PartitionRule.partition(key(record), 6));
        }
        assertThat(versions)
                .hasSize(7)
                .allSatisfy((client, seen) -> assertThat(seen).isSorted().doesNotHaveDuplicates());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).isZero());
    }

    @Test
    void saysWhatTheEventIs() {
        started();
        Instant before = Instant.now();
        transaction.executeWithoutResult(
                status -> outbox.append(Topics.LINK_EVENTS, "client", "client", created("client", 1), "/test"));
        transaction.executeWithoutResult(status -> outbox.append(
                Topics.LINK_EVENTS,
                "client",
                "client",
                null,
                "/test",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        awaitReceived(2);
        ConsumerRecord<byte[], byte[]> event = received.get(0);
        assertThat(EventHeaders.type(event.headers())).isEqualTo("io.ledgersync.contract.link.ClientCreated");
        assertThat(EventHeaders.source(event.headers())).isEqualTo("/test");
        assertThat(EventHeaders.time(event.headers()))
                .isAfterOrEqualTo(before.minusMillis(1))
                .isBeforeOrEqualTo(Instant.now());
        assertThat(UUID.fromString(EventHeaders.id(event.headers()))).isNotNull();
        ConsumerRecord<byte[], byte[]> tombstone = received.get(1);
        assertThat(tombstone.value()).isNull();
        assertThat(EventHeaders.type(tombstone.headers())).isEqualTo(EventHeaders.TOMBSTONE);
        assertThat(EventHeaders.traceparent(tombstone.headers()))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void saysNothingOfATransactionThatIsRolledBackAndNothingOutsideOne() {
        started();
        transaction.executeWithoutResult(status -> {
            outbox.append(Topics.LINK_EVENTS, "rolled-back", "rolled-back", created("rolled-back", 1), "/test");
            status.setRollbackOnly();
        });
        assertThatThrownBy(() -> outbox.append(Topics.LINK_EVENTS, "alone", "alone", created("alone", 1), "/test"))
                .isInstanceOf(IllegalStateException.class);
        append("client", 1);

        awaitReceived(1);
        assertThat(received).extracting(OutboxRelayIT::key).containsExactly("client");
    }

    @Test
    void relaysWithinATenthOfASecond() {
        started();
        append("warm-up", 1);
        awaitReceived(1);
        long[] millis = IntStream.range(0, 100)
                .mapToLong(n -> {
                    received.clear();
                    append("client", n);
                    long committed = System.nanoTime();
                    awaitReceived(1);
                    return Duration.ofNanos(System.nanoTime() - committed).toMillis();
                })
                .sorted()
                .toArray();
        System.out.println("relayed in ms: median " + millis[50] + ", 95 % " + millis[95] + ", most "
                + LongStream.of(millis).max().orElseThrow());
        assertThat(millis[50]).isLessThanOrEqualTo(100);
    }

    @Test
    void losesNothingWhenTheSlotIsDropped() {
        OutboxRelay first = started();
        append("client", 1);
        awaitReceived(1);
        first.close();
        dropSlot();
        append("client", 2);
        started();
        append("client", 3);
        awaitVersions(3);

        dropSlot();
        append("client", 4);
        awaitVersions(4);
    }

    @Test
    void losesNothingWhenTheSlotIsDroppedBeforeItIsFollowed() {
        started().close();
        append("client", 1);
        transaction.executeWithoutResult(status -> {
            // The relay has taken the slot and sent the table; it deletes the row, and follows, when this is committed.
            jdbc.sql("SELECT position FROM outbox FOR UPDATE").query().listOfRows();
            relay().start();
            awaitReceived(1);
            jdbc.sql("SELECT pg_drop_replication_slot(?)").param(SLOT).query().listOfRows();
            append("client", 2);
        });

        awaitVersions(2);
    }

    @Test
    void anOrderlyCloseRepeatsNothing() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Future<Integer> written = writer.submit(() -> {
            int version = 0;
            while (writing.get()) {
                append("client", ++version);
            }
            return version;
        });
        try {
            for (int round = 0; round < 6; round++) {
                OutboxRelay relay = started();
                awaitReceived(received.size() + 10 * round);
                relay.close();
            }
        } finally {
            writing.set(false);
            writer.shutdown();
        }
        started();
        awaitReceived(written.get());

        assertThat(repeated).isEmpty();
    }

    @Test
    void aCloseBeforeItHasCaughtUpRepeatsNothing() {
        transaction.executeWithoutResult(status -> IntStream.range(0, 10_000)
                .forEach(n -> outbox.append(Topics.LINK_EVENTS, "client", "client", created("client", n), "/test")));
        OutboxRelay first = relay();
        first.start();
        awaitReceived(1);
        first.close();
        receiveTheRest();
        relay().start();
        awaitReceived(received.size() + 1);

        assertThat(repeated).isEmpty();
    }

    @Test
    void aStandbyTakesOverFromOneThatEndsOrLosesItsLock() {
        OutboxRelay first = started();
        OutboxRelay second = relay();
        second.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(second.health().state()).isEqualTo(RelayHealth.State.STANDBY));
        assertThat(new RelayHealthIndicator(second).health().getStatus()).isEqualTo(Status.UP);
        append("client", 1);
        awaitReceived(1);

        jdbc.sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)")
                .param("outbox-relay " + SLOT)
                .query()
                .singleRow();
        append("client", 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(second.health().state()).isEqualTo(RelayHealth.State.RELAYING));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(first.health().state()).isEqualTo(RelayHealth.State.STANDBY));
        append("client", 3);
        awaitVersions(3);

        second.close();
        append("client", 4);
        awaitVersions(4);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(first.health().state()).isEqualTo(RelayHealth.State.RELAYING));
    }

    @Test
    void repeatsAnEventWithTheSameIdWhenKilledBetweenAcknowledgementAndDeletion() throws Exception {
        jdbc.sql(
                        "CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(3600); RETURN OLD; END $$")
                .update();
        jdbc.sql("CREATE TRIGGER hang BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION hang()")
                .update();
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName(),
                        settings.jdbcUrl(),
                        wire.bootstrapServers(),
                        wire.registryUrl(),
                        settings.user(),
                        settings.password(),
                        SLOT)
                .inheritIO()
                .start();
        try {
            append("client", 1);
            append("client", 2);
            awaitReceived(1);
        } finally {
            victim.destroyForcibly().waitFor();
        }
        assertThat(rows()).isEqualTo(2);
        jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ?")
                .param("outbox-relay " + SLOT)
                .query()
                .listOfRows();
        jdbc.sql("DROP TRIGGER hang ON outbox").update();
        jdbc.sql("DROP FUNCTION hang").update();

        started();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).isZero());
        receiveTheRest();
        assertThat(received)
                .as("apart by their ids")
                .extracting(record -> event(record).getVersion())
                .containsExactly(1L, 2L);
        // The victim may have sent the second event too before it died.
        assertThat(repeated)
                .extracting(record -> event(record).getVersion())
                .first()
                .isEqualTo(1L);
    }

    @Test
    void isDownWhileKafkaIsAwayAndLosesNothing() {
        OutboxRelay relay = started();
        infrastructure.stop(Part.KAFKA);
        append("client", 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        new RelayHealthIndicator(relay).health().getStatus())
                .isEqualTo(Status.DOWN));
        append("client", 2);
        infrastructure.start(Part.KAFKA);
        awaitVersions(2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(relay.health().up()).isTrue());

        relay.close();
        assertThat(new RelayHealthIndicator(relay).health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void isDownWhileTheDatabaseIsAwayAndGoesOnByItself() {
        OutboxRelay relay = started();
        append("client", 1);
        infrastructure.stop(Part.POSTGRES);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        new RelayHealthIndicator(relay).health().getStatus())
                .isEqualTo(Status.DOWN));
        infrastructure.start(Part.POSTGRES);
        append("client", 2);
        awaitVersions(2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(relay.health().up()).isTrue());
    }

    @Test
    void sendsWhatWaitedByTheThousand() {
        transaction.executeWithoutResult(status -> IntStream.range(0, 5_000)
                .forEach(n -> outbox.append(
                        Topics.LINK_EVENTS,
                        "client-" + n % 500,
                        "client-" + n % 500,
                        created("client-" + n % 500, n),
                        "/test")));
        long began = System.nanoTime();
        started();
        awaitReceived(5_000);
        System.out.println("a backlog of 5000 was sent in "
                + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
        began = System.nanoTime();
        transaction.executeWithoutResult(status -> IntStream.range(0, 5_000)
                .forEach(n -> outbox.append(
                        Topics.LINK_EVENTS,
                        "client-" + n % 500,
                        "client-" + n % 500,
                        created("client-" + n % 500, n),
                        "/test")));
        awaitReceived(10_000);
        System.out.println("5000 events were appended and sent in "
                + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
        assertThat(received).hasSize(10_000);
    }

    @Test
    void anIdleDatabasesSlotMovesOn() {
        started();
        String before = jdbc.sql("SELECT confirmed_flush_lsn::text FROM pg_replication_slots WHERE slot_name = ?")
                .param(SLOT)
                .query(String.class)
                .single();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        jdbc.sql("SELECT confirmed_flush_lsn > ?::pg_lsn FROM pg_replication_slots WHERE slot_name = ?")
                                .params(before, SLOT)
                                .query(Boolean.class)
                                .single())
                .isTrue());
    }

    private OutboxRelay relay() {
        OutboxRelay relay = new OutboxRelay(settings, wire, Clock.systemUTC(), new SimpleMeterRegistry());
        relays.add(relay);
        return relay;
    }

    private OutboxRelay started() {
        OutboxRelay relay = relay();
        relay.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(relay.health())
                .extracting(RelayHealth::state)
                .isEqualTo(RelayHealth.State.RELAYING));
        return relay;
    }

    private static void append(String client, long version) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtext(?))")
                    .param(client)
                    .query()
                    .singleRow();
            outbox.append(Topics.LINK_EVENTS, client, client, created(client, version), "/test");
        });
    }

    private static ClientCreated created(String client, long version) {
        return ClientCreated.newBuilder()
                .setVersion(version)
                .setPracticeId("practice")
                .setClientId(client)
                .setClientName("Client")
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    private static void dropSlot() {
        // Whoever follows it is only told to end, and takes a moment.
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            jdbc.sql(
                            "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = ? AND active_pid IS NOT NULL")
                    .param(SLOT)
                    .query()
                    .listOfRows();
            jdbc.sql("SELECT pg_drop_replication_slot(?)").param(SLOT).query().listOfRows();
        });
    }

    private void receive() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            (seen.add(EventHeaders.id(record.headers())) ? received : repeated).add(record);
        }
    }

    private void receiveTheRest() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        await().atMost(PATIENCE).untilAsserted(() -> {
            receive();
            assertThat(ends).allSatisfy((partition, end) -> assertThat(consumer.position(partition))
                    .isGreaterThanOrEqualTo(end));
        });
    }

    /** Waits for one client's events up to a version, each first told in its turn. */
    private void awaitVersions(long last) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            receive();
            assertThat(received)
                    .extracting(record -> event(record).getVersion())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
        });
    }

    private void awaitReceived(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (received.size() < count && System.nanoTime() < deadline) {
            receive();
        }
        assertThat(received).hasSizeGreaterThanOrEqualTo(count);
    }

    private static ClientCreated event(ConsumerRecord<byte[], byte[]> record) {
        return (ClientCreated) codec.decode(record.topic(), record.value());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static long rows() {
        return jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single();
    }
}
