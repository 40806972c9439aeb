package io.ledgersync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalChanged;
import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.contract.ledger.Ledger;
import io.ledgersync.contract.ledger.Operation;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.Link;
import io.ledgersync.contract.state.State;
import io.ledgersync.contract.sync.Sync;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.avro.Protocol;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WireIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static EmbeddedInfrastructure infrastructure;
    private static WireSettings settings;
    private static EventCodec codec;

    @BeforeAll
    static void boot() {
        infrastructure = EmbeddedInfrastructure.start(EnumSet.of(Part.REGISTRY, Part.KAFKA), null);
        settings = settings(6);
        codec = new EventCodec(settings);
    }

    @AfterAll
    static void shutDown() {
        codec.close();
        infrastructure.close();
    }

    @Test
    void everyEventOfTheContractIsRegisteredAndRead() throws Exception {
        for (Protocol protocol : List.of(Link.PROTOCOL, Sync.PROTOCOL, Ledger.PROTOCOL, State.PROTOCOL)) {
            codec.register("all." + protocol.getName(), records(protocol));
        }
        assertThat(get("/subjects"))
                .contains(
                        "\"all.Ledger-JournalChanged\"",
                        "\"all.Sync-RunChanged\"",
                        "\"all.Link-ClientLinked\"",
                        "\"all.State-OrganisationState\"");
    }

    @Test
    void anEventComesBackAsItWas() {
        JournalChanged event = journal();
        byte[] encoded = codec.encode(Topics.LEDGER_CHANGES, event);
        SpecificRecord read = codec.decode(Topics.LEDGER_CHANGES, encoded);
        assertThat(codec.encode(Topics.LEDGER_CHANGES, read)).isEqualTo(encoded);
        assertThat(((JournalChanged) read).getEntity().getLines().get(0).getDebit())
                .isEqualTo(new BigDecimal("1234.5600000000"));
    }

    @Test
    void travelsInTheConfluentFormatUnderTheRuleThatNothingBreaks() throws Exception {
        byte[] encoded = codec.encode(Topics.LEDGER_CHANGES, journal());
        assertThat(encoded[0]).isZero();
        int id = ByteBuffer.wrap(encoded, 1, 4).getInt();
        assertThat(get("/schemas/ids/" + id)).contains("JournalChanged");
        assertThat(get("/subjects/" + Topics.LEDGER_CHANGES + "-JournalChanged/versions"))
                .isEqualTo("[1]");
        assertThat(get("/config")).contains("FULL_TRANSITIVE");
        HttpResponse<String> refused = post(
                "/subjects/" + Topics.LEDGER_CHANGES + "-JournalChanged/versions",
                "{\"type\":\"record\",\"name\":\"JournalChanged\",\"namespace\":\"io.ledgersync.contract.ledger\",\"fields\":[{\"name\":\"new\",\"type\":\"string\"}]}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    }

    @Test
    void aLaterVersionsEventIsReadAsThisVersionsClass() throws Exception {
        codec.register("later", List.of(ClientDeleted.SCHEMA$));
        String later = ClientDeleted.SCHEMA$
                .toString()
                .replace("\"fields\":[", "\"fields\":[{\"name\":\"added\",\"type\":\"long\",\"default\":0},");
        HttpResponse<String> registered = post("/subjects/later-ClientDeleted/versions", later);
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
        int id = Integer.parseInt(registered.body().replaceAll("\\D", ""));
        byte[] known = codec.encode(
                "later",
                ClientDeleted.newBuilder()
                        .setVersion(7)
                        .setPracticeId("p")
                        .setClientId("c")
                        .setDeletedAt(Instant.EPOCH)
                        .build());
        byte[] written = ByteBuffer.allocate(known.length + 1)
                .put((byte) 0)
                .putInt(id)
                .put((byte) 84)
                .put(known, 5, known.length - 5)
                .array();

        assertThat(((ClientDeleted) codec.decode("later", written)).getVersion())
                .isEqualTo(7);
    }

    @Test
    void aTypeThatThisVersionHasNoClassOfIsReadByItsOwnSchema() throws Exception {
        HttpResponse<String> registered = post("/subjects/later-Novelty/versions", """
                {"type":"record","name":"Novelty","namespace":"io.ledgersync.contract.ledger","fields":[
                 {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":34,"scale":2}},
                 {"name":"day","type":{"type":"int","logicalType":"date"}}]}""".replace("\n", ""));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
        int id = Integer.parseInt(registered.body().replaceAll("\\D", ""));
        byte[] written = ByteBuffer.allocate(8)
                .put((byte) 0)
                .putInt(id)
                .put(new byte[] {2, 125, 2})
                .array();

        GenericRecord read = codec.decodeUnknown("later", written);

        assertThat(read.get("amount")).isEqualTo(new BigDecimal("1.25"));
        assertThat(read.get("day")).isEqualTo(LocalDate.of(1970, 1, 2));
        ByteBuffer.wrap(written).putInt(1, 4711);
        assertThatThrownBy(() -> codec.decodeUnknown("later", written))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("4711");
    }

    @Test
    void whatWasLookedUpNeedsNoRegistry() {
        EventCodec codec = new EventCodec(settings);
        codec.register("kept", List.of(JournalChanged.SCHEMA$));
        byte[] unknown = codec.encode("kept", journal());
        infrastructure.stop(Part.REGISTRY);
        try {
            assertThat(codec.decode("kept", codec.encode("kept", journal()))).isInstanceOf(JournalChanged.class);
            assertThatThrownBy(() -> codec.encode("kept", client("c"))).isInstanceOf(RegistryUnavailable.class);
            ByteBuffer.wrap(unknown).putInt(1, 4711);
            assertThatThrownBy(() -> codec.decode("kept", unknown)).isInstanceOf(RegistryUnavailable.class);
        } finally {
            infrastructure.start(Part.REGISTRY);
        }
        assertThat(codec.decode("kept", codec.encode("kept", client("c")))).isEqualTo(client("c"));
        codec.close();
    }

    @Test
    void aRecordTypeOnTwoTopicsHasTwoSubjects() throws Exception {
        codec.register("topic.one", List.of(ClientDeleted.SCHEMA$));
        codec.register("topic.two", List.of(ClientDeleted.SCHEMA$));
        assertThat(get("/subjects")).contains("\"topic.one-ClientDeleted\"", "\"topic.two-ClientDeleted\"");
    }

    @Test
    void whatCannotBeWrittenOrReadSaysWhy() {
        ClientCreated incomplete = new ClientCreated();
        assertThatThrownBy(() -> codec.encode(Topics.LINK_EVENTS, incomplete))
                .isInstanceOf(UnserialisableRecord.class)
                .hasMessageContaining("ClientCreated");

        byte[] encoded = codec.encode(Topics.LINK_EVENTS, client("c"));
        assertThatThrownBy(() -> codec.decode(Topics.LINK_EVENTS, Arrays.copyOf(encoded, encoded.length - 3)))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> codec.decode(Topics.LINK_EVENTS, new byte[] {1, 2, 3, 4, 5, 6}))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("wire format");
        ByteBuffer.wrap(encoded).putInt(1, 4711);
        assertThatThrownBy(() -> codec.decode(Topics.LINK_EVENTS, encoded))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("4711");
    }

    @Test
    void aTopicsPartitionsAreFixedOnceItExists() throws Exception {
        List<String> topics = List.of(
                Topics.LINK_EVENTS,
                Topics.SYNC_EVENTS,
                Topics.SYNC_RUNS,
                Topics.LEDGER_CHANGES,
                Topics.DEAD_LETTERS,
                Topics.syncRequests(Provider.XERO),
                Topics.syncState(Provider.XERO),
                Topics.syncRequests(Provider.QBO),
                Topics.syncState(Provider.QBO));
        TopicSetup.ensure(settings, topics);
        TopicSetup.ensure(settings, topics);

        assertThat(configuration(Topics.LINK_EVENTS, "retention.ms")).isEqualTo("-1");
        assertThat(configuration(Topics.syncRequests(Provider.XERO), "retention.ms"))
                .isEqualTo(String.valueOf(Duration.ofDays(7).toMillis()));
        assertThat(configuration(Topics.syncState(Provider.QBO), "cleanup.policy"))
                .isEqualTo("compact");
        assertThat(configuration(Topics.LEDGER_CHANGES, "delete.retention.ms"))
                .isEqualTo(String.valueOf(Duration.ofDays(30).toMillis()));
        assertThat(configuration(Topics.DEAD_LETTERS, "max.message.bytes")).isEqualTo("16777216");
        assertThatThrownBy(() -> TopicSetup.ensure(settings(12), topics))
                .isInstanceOf(PartitionMismatch.class)
                .hasMessageContaining("has 6 partitions")
                .hasMessageContaining("12");
        assertThatThrownBy(() -> TopicSetup.ensure(settings, List.of("unheard.of")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unheard.of");
    }

    @Test
    void codingKeepsUpWithTenThousandRecordsASecond() {
        JournalChanged event = journal();
        long best = Long.MAX_VALUE;
        int length = 0;
        for (int round = 0; round < 10; round++) {
            long began = System.nanoTime();
            for (int n = 0; n < 5_000; n++) {
                byte[] encoded = codec.encode(Topics.LEDGER_CHANGES, event);
                length = encoded.length;
                codec.decode(Topics.LEDGER_CHANGES, encoded);
            }
            best = Math.min(best, (System.nanoTime() - began) / 5_000);
        }
        System.out.println("encode and decode of " + length + " bytes: " + best / 1_000.0 + " µs");
        assertThat(best).isLessThan(100_000);
    }

    private static String configuration(String topic, String key) throws Exception {
        try (Admin admin = Admin.create(settings.admin("test"))) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return config.get(key).value();
        }
    }

    private static WireSettings settings(int partitions) {
        return new WireSettings(
                infrastructure.bootstrapServers(),
                infrastructure.registryUrl(),
                partitions,
                (short) 1,
                Map.of(),
                Map.of());
    }

    private static Collection<Schema> records(Protocol protocol) {
        return protocol.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .toList();
    }

    private static ClientCreated client(String id) {
        return ClientCreated.newBuilder()
                .setVersion(1)
                .setPracticeId("practice")
                .setClientId(id)
                .setClientName("Client")
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    private static JournalChanged journal() {
        Change change = Change.newBuilder()
                .setEventId("e")
                .setPracticeId("p")
                .setClientId("c")
                .setProvider(Provider.XERO)
                .setOrganisationId("o")
                .setConnectionId("x")
                .setRunId("r")
                .setSequence(new Sequence(1L, 2, 3))
                .setObservedAt(Instant.parse("2026-11-23T10:15:30.123Z"))
                .setSourceType("Journal")
                .setSourceId("s")
                .setOperation(Operation.UPSERT)
                .setProviderJson("{\"k\":\"" + "v".repeat(1_500) + "\"}")
                .build();
        List<JournalLine> lines = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            lines.add(JournalLine.newBuilder()
                    .setId("line-" + n)
                    .setAccountId("account")
                    .setAccountCode("200")
                    .setAccountName("Sales")
                    .setDescription("Line")
                    .setDebit(new BigDecimal("1234.5600000000"))
                    .setTaxAmount(new BigDecimal("0.0000000000"))
                    .setTracking(List.of())
                    .build());
        }
        return JournalChanged.newBuilder()
                .setChange(change)
                .setEntity(Journal.newBuilder()
                        .setNumber("1")
                        .setStatus("POSTED")
                        .setDate(LocalDate.of(2026, 11, 23))
                        .setReference("ref")
                        .setLines(lines)
                        .build())
                .build();
    }

    private static String get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(api(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> post(String path, String schema) throws Exception {
        String body = "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        return HTTP.send(
                HttpRequest.newBuilder(api(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI api(String path) {
        return URI.create(infrastructure.registryUrl() + "/apis/ccompat/v7" + path);
    }
}
