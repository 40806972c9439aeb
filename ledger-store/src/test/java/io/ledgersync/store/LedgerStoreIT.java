package io.ledgersync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Account;
import io.ledgersync.contract.ledger.AccountChanged;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.contract.ledger.ContactChanged;
import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.contract.ledger.CreditChanged;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.InvoiceChanged;
import io.ledgersync.contract.ledger.Item;
import io.ledgersync.contract.ledger.ItemChanged;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalChanged;
import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.contract.ledger.Operation;
import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.contract.ledger.OrganisationChanged;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.contract.ledger.PaymentChanged;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.ledger.TrialBalance;
import io.ledgersync.contract.ledger.TrialBalanceChanged;
import io.ledgersync.contract.ledger.TrialBalanceRow;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.sync.Proof;
import io.ledgersync.contract.sync.SyncProjected;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.web.access.Issuer;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.PartitionRule;
import io.ledgersync.wire.TopicSetup;
import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The store against a real broker and registry, written to and asked as its neighbours do. */
class LedgerStoreIT {

    private static final String PRACTICE = "practice-1";
    private static final String ORGANISATION = "organisation-1";
    private static final String INTERNAL = "an-internal-secret-of-tests";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static EmbeddedInfrastructure infrastructure;
    private static Issuer issuer;
    private static WireSettings wire;
    private static EventCodec codec;
    private static KafkaProducer<byte[], byte[]> producer;
    private static ConfigurableApplicationContext store;
    private static String url;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Provider provider = Provider.XERO;
    private String client;
    private String connection;

    @BeforeAll
    static void start() throws Exception {
        infrastructure = EmbeddedInfrastructure.start(EnumSet.of(Part.KAFKA, Part.REGISTRY, Part.MONGO), null);
        issuer = new Issuer();
        wire = new WireSettings(
                infrastructure.bootstrapServers(), infrastructure.registryUrl(), 3, (short) 1, Map.of(), Map.of());
        codec = new EventCodec(wire);
        TopicSetup.ensure(wire, Set.of(Topics.LEDGER_CHANGES, Topics.LINK_EVENTS, Topics.SYNC_EVENTS));
        producer = new KafkaProducer<>(wire.producer("test"));
        store = LedgerStoreApplication.application()
                .run(
                        "--server.port=0",
                        "--ledgersync.kafka.bootstrap-servers=" + infrastructure.bootstrapServers(),
                        "--ledgersync.kafka.partitions=3",
                        "--ledgersync.registry.url=" + infrastructure.registryUrl(),
                        "--ledgersync.mongo.uri=" + infrastructure.mongoUri(),
                        "--ledgersync.internal.token=" + INTERNAL,
                        "--ledgersync.identity.issuer=" + Issuer.NAME,
                        "--ledgersync.identity.jwks-url=" + issuer.jwksUrl());
        url = "http://127.0.0.1:" + store.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        store.close();
        producer.close();
        codec.close();
        issuer.close();
        infrastructure.close();
    }

    @BeforeEach
    void newClient() {
        client = UUID.randomUUID().toString();
        connection = UUID.randomUUID().toString();
        send(
                Topics.LINK_EVENTS,
                client,
                new ClientCreated(1L, PRACTICE, client, "A client", Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void answersWithWhatWasPublishedAndSaysWhenARunCanBeRead() throws Exception {
        account("a-1", 1, "Bank", Operation.UPSERT);
        account("a-2", 2, "Sales", Operation.UPSERT);
        end(3);

        SyncProjected projected = awaitProjected(3);

        assertThat(projected.getEntities()).containsExactlyEntriesOf(Map.of("Account", 2L));
        JsonNode page = get("/api/clients/" + client + "/ledger/accounts?include=providerJson", 200);
        assertThat(page.get("items")).hasSize(2);
        assertThat(page.at("/items/0/entity/name").asString()).isEqualTo("Bank");
        assertThat(page.at("/items/0/providerJson/AccountID").asString()).isEqualTo("a-1");
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(get("/api/clients/" + client + "/ledger/accounts/a-2", 200)
                        .at("/entity/name")
                        .asString())
                .isEqualTo("Sales");
    }

    @Test
    void aRedeliveredBatchChangesNothing() throws Exception {
        account("a-1", 1, "Old name", Operation.UPSERT);
        account("a-1", 2, "New name", Operation.UPSERT);
        end(3);
        awaitProjected(3);
        JsonNode before = get("/api/clients/" + client + "/ledger/accounts?include=providerJson", 200);

        account("a-1", 1, "Old name", Operation.UPSERT);
        account("a-1", 2, "New name", Operation.UPSERT);
        end(3);
        account("a-9", 4, "Marker", Operation.UPSERT);
        end(5);
        awaitProjected(5);

        JsonNode after = get("/api/clients/" + client + "/ledger/accounts?include=providerJson", 200);
        assertThat(after.at("/items/0")).isEqualTo(before.at("/items/0"));
    }

    @Test
    void anOlderUpsertAfterADeleteDoesNotBringTheRecordBack() throws Exception {
        account("a-1", 1, "Bank", Operation.UPSERT);
        end(2);
        awaitProjected(2);
        account("a-1", 5, null, Operation.DELETE);
        end(6);
        awaitProjected(6);

        account("a-1", 3, "Late", Operation.UPSERT);
        account("a-2", 7, "Marker", Operation.UPSERT);
        end(8);
        SyncProjected projected = awaitProjected(8);

        assertThat(projected.getEntities()).containsExactlyEntriesOf(Map.of("Account", 1L));
        get("/api/clients/" + client + "/ledger/accounts/a-1", 404);
    }

    @Test
    void anIdThatTwoKindsShareIsAskedBackWithTheParameterThatDecides() throws Exception {
        contact("Customer", "4", 1);
        contact("Vendor", "4", 2);
        end(3);
        awaitProjected(3);

        JsonNode problem = get("/api/clients/" + client + "/ledger/contacts/4", 409);

        assertThat(problem.get("detail").asString()).contains("sourceType");
        assertThat(get("/api/clients/" + client + "/ledger/contacts/4?sourceType=Vendor", 200)
                        .get("sourceType")
                        .asString())
                .isEqualTo("Vendor");
    }

    @Test
    void pagesThroughAListWithoutLosingOrRepeating() throws Exception {
        for (int i = 0; i < 25; i++) {
            account("a-" + i, i + 1, "Account " + i, Operation.UPSERT);
        }
        end(30);
        awaitProjected(30);

        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/clients/" + client + "/ledger/accounts?limit=10" + cursor, 200);
            page.get("items").forEach(item -> ids.add(item.get("sourceId").asString()));
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        } while (cursor != null);

        assertThat(ids).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void anotherPracticesClientIsUnknown() throws Exception {
        awaitKnown();

        HttpResponse<String> answer =
                call("/api/clients/" + client + "/ledger/accounts", issuer.token("practice-2", "ledger:read"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).get("type").asString()).endsWith("/unknown-client");
    }

    @Test
    void whoMayNotReadIsRefused() throws Exception {
        awaitKnown();

        assertThat(call("/api/clients/" + client + "/ledger/accounts", issuer.token(PRACTICE, "clients:read"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create(url + "/api/clients/" + client + "/ledger/accounts"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aParameterThatIsNotUnderstoodIsNamed() throws Exception {
        awaitKnown();

        assertThat(get("/api/clients/" + client + "/ledger/accounts?limit=0", 400)
                        .get("detail")
                        .asString())
                .contains("limit")
                .contains("1 to 1000");
        assertThat(get("/api/clients/" + client + "/ledger/accounts?colour=red", 400)
                        .get("detail")
                        .asString())
                .contains("colour");
        assertThat(get("/api/clients/" + client + "/ledger/dragons", 404)
                        .get("detail")
                        .asString())
                .contains("dragons")
                .contains("journals");
    }

    @Test
    void tellsWhichKeysAReadingDidNotSeeOnceItIsProjected() throws Exception {
        account("a-1", 1, "Seen long ago", Operation.UPSERT);
        account("a-2", 10, "Seen now", Operation.UPSERT);
        end(11);
        awaitProjected(11);

        assertThat(internal(question(10, 11)).body()).contains("\"sourceIds\":[\"a-1\"]");
        HttpResponse<String> early = internal(question(10, 12));
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("not-projected-yet");
        HttpResponse<String> stranger = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/internal/keys"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer wrong")
                        .POST(HttpRequest.BodyPublishers.ofString(question(10, 11)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isIn(401, 403);
    }

    @Test
    void aDeletedClientIsPurgedAndItsLateChangesAreTombstonedAgain() throws Exception {
        account("a-1", 1, "Bank", Operation.UPSERT);
        end(2);
        awaitProjected(2);

        send(
                Topics.LINK_EVENTS,
                client,
                new ClientDeleted(2L, PRACTICE, client, Instant.parse("2026-01-02T00:00:00Z")));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tombstones("a-1")).isPositive());
        long before = tombstones("a-1");
        account("a-1", 3, "Late", Operation.UPSERT);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tombstones("a-1")).isGreaterThan(before));
        get("/api/clients/" + client + "/ledger/accounts", 404);
    }

    @Test
    void aLinkToAnotherOrganisationReplacesTheLedger() throws Exception {
        link(1, connection, ORGANISATION);
        account("a-1", 1, "Old books", Operation.UPSERT);
        end(2);
        awaitProjected(2);

        link(2, "another-connection", "organisation-2");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tombstones("a-1")).isPositive());
        account("a-2", 3, "Late, of the old books", Operation.UPSERT);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tombstones("a-2")).isPositive());
        assertThat(get("/api/clients/" + client + "/ledger/accounts", 200).get("items"))
                .isEmpty();
    }

    @Test
    void linksThatAreHeardTwiceReplaceNothingTwice() throws Exception {
        link(1, connection, ORGANISATION);
        link(2, "another-connection", "organisation-2");
        link(1, connection, ORGANISATION);
        link(2, "another-connection", "organisation-2");
        Change change = change("Account", "a-1", 1, Operation.UPSERT, "{}");
        change.setConnectionId("another-connection");
        change.setOrganisationId("organisation-2");
        Account entity = Account.newBuilder()
                .setName("Of the new books")
                .setType("BANK")
                .setClassification("ASSET")
                .setStatus("ACTIVE")
                .build();
        change(new AccountChanged(change, entity), "Account", "a-1");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        get("/api/clients/" + client + "/ledger/accounts", 200).get("items"))
                .hasSize(1));
    }

    @Test
    void aTypeThatTheStoreHasNoClassOfIsStoredAndReadLikeAnyOther() throws Exception {
        String schema = CreditChanged.getClassSchema().toString().replace("\"Credit", "\"Novelty");
        HttpResponse<String> registered = HTTP.send(
                HttpRequest.newBuilder(URI.create(infrastructure.registryUrl()
                                + "/apis/ccompat/v7/subjects/ledger.changes-NoveltyChanged/versions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("schema", schema))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
        CreditChanged like = new CreditChanged(
                change("Novelty", "n-1", 1, Operation.UPSERT, "{\"New\":1}"),
                Credit.newBuilder()
                        .setKind("CREDIT_NOTE")
                        .setDirection("SALES")
                        .setStatus("PAID")
                        .setDate(LocalDate.of(1969, 12, 31))
                        .setTotal(new BigDecimal("12.5000000000"))
                        .build());
        byte[] bytes = codec.encode(Topics.LEDGER_CHANGES, like);
        ByteBuffer.wrap(bytes)
                .putInt(1, JSON.readTree(registered.body()).get("id").asInt());
        send(
                Topics.LEDGER_CHANGES,
                new LedgerKey(client, ORGANISATION, "Novelty", "n-1").text(),
                "io.ledgersync.contract.ledger.NoveltyChanged",
                bytes);
        end(2);

        SyncProjected projected = awaitProjected(2);

        assertThat(projected.getEntities()).containsExactlyEntriesOf(Map.of("Novelty", 1L));
        JsonNode one = get("/api/clients/" + client + "/ledger/novelties/n-1", 200);
        assertThat(one.at("/entity/total").asString()).isEqualTo("12.5");
        assertThat(one.at("/entity/date").asString()).isEqualTo("1969-12-31");
        assertThat(one.at("/entity/kind").asString()).isEqualTo("CREDIT_NOTE");
        assertThat(one.at("/providerJson/New").asInt()).isEqualTo(1);
    }

    @Test
    void listsAreFilteredByDateStatusContactAccountAndModification() throws Exception {
        for (int i = 0; i < 12; i++) {
            invoice(i);
        }
        end(20);
        awaitProjected(20);

        assertThat(ids("from=2025-12-30&to=2026-01-02")).containsExactly("i-0", "i-1", "i-2", "i-3");
        assertThat(ids("status=PAID")).containsExactly("i-1", "i-10", "i-11", "i-3", "i-5", "i-7", "i-9");
        assertThat(ids("contact=c-1")).containsExactly("i-1", "i-10", "i-4", "i-7");
        assertThat(ids("account=sales-3&from=2026-01-01")).containsExactly("i-3", "i-7", "i-11");
        assertThat(ids("modifiedSince=2026-03-01T00:09:00Z")).containsExactly("i-9", "i-10", "i-11");
        assertThat(ids("contact=c-1&status=PAID&from=2026-01-01")).containsExactly("i-7", "i-10");
        assertThat(ids("sourceType=Bill")).isEmpty();
    }

    @Test
    void anEightMegabyteRecordIsKeptWholeAndOneThatMongoCannotHoldBecomesADeadLetterAndAGap() throws Exception {
        String large = "{\"Large\":\"" + "0123456789abcdef".repeat(512 * 1024) + "\"}";
        invoice(1);
        accountWithJson("a-2", 2, "Large", large);
        end(3);
        awaitProjected(3);
        assertThat(get("/api/clients/" + client + "/ledger/accounts/a-2", 200)
                        .at("/providerJson/Large")
                        .asString())
                .hasSize(8 * 1024 * 1024);

        String megabyte = "0123456789abcdef".repeat(64 * 1024);
        Invoice tooLarge = Invoice.newBuilder()
                .setDirection("SALES")
                .setStatus("PAID")
                .setLines(IntStream.range(0, 9)
                        .mapToObj(line -> DocumentLine.newBuilder()
                                .setAccountId(line + megabyte)
                                .build())
                        .toList())
                .build();
        change(
                new InvoiceChanged(
                        change("Invoice", "i-1", 4, Operation.UPSERT, "\"" + megabyte + megabyte + "\""), tooLarge),
                "Invoice",
                "i-1");
        end(5);

        SyncProjected projected = awaitProjected(5);

        assertThat(projected.getGaps()).singleElement().satisfies(gap -> {
            assertThat(gap.getStream()).isEqualTo("Invoice");
            assertThat(gap.getCode()).isEqualTo("NOT_PROJECTED");
            assertThat(gap.getRecords()).isEqualTo(1);
        });
        JsonNode kept = get("/api/clients/" + client + "/ledger/invoices/i-1", 200);
        assertThat(kept.at("/entity/contactId").asString()).isEqualTo("c-1");
        assertThat(kept.get("stale").asBoolean()).isTrue();
        DeadLetter letter = deadLetter("i-1");
        assertThat(letter.getCode()).isEqualTo("NOT_PROJECTED");
        assertThat(letter.getReason()).contains("16 MiB");
        assertThat(letter.getContent().remaining()).isEqualTo(64 * 1024);

        change(new InvoiceChanged(change("Invoice", "i-1", 6, Operation.DELETE, null), null), "Invoice", "i-1");
        end(7);
        assertThat(awaitProjected(7).getGaps()).isEmpty();
    }

    @Test
    void balancesComeFromXerosJournalsAndAreProvedByItsOwnReport() throws Exception {
        organisation(1);
        ledgerAccount("bank", 2, "ASSET", "");
        ledgerAccount("sales", 3, "REVENUE", "");
        ledgerAccount("earnings", 4, "EQUITY", "RETAINEDEARNINGS");
        journal("j-1", 5, LocalDate.of(2024, 6, 30), "100.10");
        journal("j-2", 6, LocalDate.of(2024, 7, 1), "20.00");
        journal("j-3", 7, LocalDate.of(2025, 7, 1), "7000");
        report(8, "120.10", "100.10");
        end(9, true);

        Proof agreed = awaitProjected(9).getProof();

        assertThat(agreed.getAgrees()).isTrue();
        assertThat(agreed.getAsOf()).isEqualTo("2025-06-30");
        JsonNode balance = get("/api/clients/" + client + "/ledger/trial-balance?asOf=2025-06-30", 200);
        assertThat(balance.get("yearStart").asString()).isEqualTo("2024-07-01");
        assertThat(balance.get("currency").asString()).isEqualTo("NZD");
        assertThat(balance.get("debit").asString()).isEqualTo("120.10");
        assertThat(balance.get("credit").asString()).isEqualTo("120.10");
        assertThat(balance.get("accounts")).hasSize(3);
        assertThat(balance.at("/accounts/2/name").asString()).isEqualTo("sales");
        assertThat(balance.at("/accounts/2/credit").asString()).isEqualTo("20.00");
        assertThat(balance.at("/proof/agrees").asBoolean()).isTrue();

        report(10, "120.10", "99.10");
        end(11, true);

        assertThat(awaitProjected(11).getProof().getDifferences())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.getAccountId()).isEqualTo("earnings");
                    assertThat(difference.getOurs()).isEqualByComparingTo("-100.10");
                    assertThat(difference.getTheirs()).isEqualByComparingTo("-99.10");
                });
        JsonNode differs = get("/api/clients/" + client + "/ledger/trial-balance", 200);
        assertThat(differs.at("/proof/agrees").asBoolean()).isFalse();
        assertThat(differs.at("/proof/differences/0/theirs").asString()).isEqualTo("-99.1");

        end(12, false);
        assertThat(awaitProjected(12).getProof()).isNull();
    }

    @Test
    void quickBooksBalancesAreWorkedOutFromItsDocuments() throws Exception {
        provider = Provider.QBO;
        organisation(1);
        quickBooks("1", 2, "Accounts Receivable", "AccountsReceivable");
        quickBooks("2", 3, "Other Current Asset", "UndepositedFunds");
        quickBooks("3", 4, "Income", "SalesOfProductIncome");
        change(
                new ItemChanged(
                        change("Item", "7", 5, Operation.UPSERT, "{\"IncomeAccountRef\":{\"value\":\"3\"}}"),
                        Item.newBuilder().setName("Pump").setStatus("ACTIVE").build()),
                "Item",
                "7");
        quickBooksInvoice(6, """
                {"TxnDate":"2026-01-02","TotalAmt":12.75,"Line":[{"Amount":12.75,"DetailType":"SalesItemLineDetail",
                 "SalesItemLineDetail":{"ItemRef":{"value":"7"}}}]}""");
        change(
                new PaymentChanged(
                        change("Payment", "9", 7, Operation.UPSERT, "{\"TxnDate\":\"2026-01-03\",\"TotalAmt\":2.5}"),
                        Payment.newBuilder()
                                .setDirection("RECEIVE")
                                .setStatus("AUTHORISED")
                                .build()),
                "Payment",
                "9");
        end(8);
        awaitProjected(8);

        JsonNode balance = get("/api/clients/" + client + "/ledger/trial-balance?asOf=2026-01-31", 200);

        assertThat(balance.get("accounts"))
                .extracting(account -> account.get("accountId").asString() + " "
                        + account.get("debit").asString() + " "
                        + account.get("credit").asString())
                .containsExactly("1 10.25 0.00", "2 2.50 0.00", "3 0.00 12.75");
        assertThat(balance.get("proof").isNull()).isTrue();

        quickBooksInvoice(9, "{\"TotalAmt\":12.75}");
        end(10, true);
        assertThat(awaitProjected(10).getProof()).isNull();
        assertThat(get("/api/clients/" + client + "/ledger/trial-balance", 409)
                        .get("detail")
                        .asString())
                .contains("Invoice 8");
    }

    private void quickBooksInvoice(int position, String json) {
        Invoice entity =
                Invoice.newBuilder().setDirection("SALES").setStatus("PAID").build();
        change(new InvoiceChanged(change("Invoice", "8", position, Operation.UPSERT, json), entity), "Invoice", "8");
    }

    private void quickBooks(String id, int position, String type, String subType) {
        Account entity = Account.newBuilder()
                .setName(id)
                .setType(type)
                .setClassification("UNKNOWN")
                .setStatus("ACTIVE")
                .build();
        String json = "{\"AccountSubType\":\"" + subType + "\"}";
        change(new AccountChanged(change("Account", id, position, Operation.UPSERT, json), entity), "Account", id);
    }

    @Test
    void anOperatorHasALedgerWrittenAnew() throws Exception {
        account("a-1", 1, "Bank", Operation.UPSERT);
        account("a-2", 2, "Sales", Operation.UPSERT);
        account("a-2", 3, null, Operation.DELETE);
        end(4);
        awaitProjected(4);
        Mono.from(store.getBean(MongoDatabase.class)
                        .getCollection("accounts")
                        .deleteMany(Filters.eq("clientId", client)))
                .block();

        assertThat(rebuild(issuer.token(PRACTICE, "ledger:read"))).isEqualTo(403);
        assertThat(rebuild(issuer.token(PRACTICE, "operator"))).isEqualTo(202);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(store.getBean(MeterRegistry.class)
                        .get("ledgersync.store.rebuilds")
                        .counter()
                        .count())
                .isEqualTo(1));
        assertThat(get("/api/clients/" + client + "/ledger/accounts", 200).get("items"))
                .singleElement()
                .extracting(account -> account.at("/entity/name").asString())
                .isEqualTo("Bank");
    }

    private int rebuild(String token) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + "/api/clients/" + client + "/ledger/rebuild"))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void withoutJournalsXerosBalancesAreNotInvented() throws Exception {
        organisation(1);
        invoice(1);
        end(3);
        awaitProjected(3);

        assertThat(get("/api/clients/" + client + "/ledger/trial-balance", 409)
                        .get("type")
                        .asString())
                .endsWith("/no-postings");
        for (String day : List.of("yesterday", "%2B999999999-12-31", "-999999999-01-01")) {
            assertThat(get("/api/clients/" + client + "/ledger/trial-balance?asOf=" + day, 400)
                            .get("detail")
                            .asString())
                    .contains("asOf");
        }
    }

    private void organisation(int position) {
        Organisation entity = Organisation.newBuilder()
                .setName("Books")
                .setBaseCurrency("NZD")
                .setFinancialYearEndMonth(6)
                .setFinancialYearEndDay(30)
                .build();
        change(
                new OrganisationChanged(change("Organisation", ORGANISATION, position, Operation.UPSERT, "{}"), entity),
                "Organisation",
                ORGANISATION);
    }

    private void ledgerAccount(String id, int position, String classification, String system) {
        Account entity = Account.newBuilder()
                .setName(id)
                .setType("ANY")
                .setClassification(classification)
                .setStatus("ACTIVE")
                .build();
        String json = "{\"SystemAccount\":\"" + system + "\"}";
        change(new AccountChanged(change("Account", id, position, Operation.UPSERT, json), entity), "Account", id);
    }

    private void journal(String id, int position, LocalDate date, String amount) {
        BigDecimal net = new BigDecimal(amount).setScale(10);
        Journal entity = Journal.newBuilder()
                .setStatus("POSTED")
                .setDate(date)
                .setLines(List.of(
                        JournalLine.newBuilder()
                                .setAccountId("bank")
                                .setDebit(net)
                                .build(),
                        JournalLine.newBuilder()
                                .setAccountId("sales")
                                .setCredit(net)
                                .build()))
                .build();
        change(new JournalChanged(change("Journal", id, position, Operation.UPSERT, "{}"), entity), "Journal", id);
    }

    private void report(int position, String bank, String earnings) {
        TrialBalance entity = TrialBalance.newBuilder()
                .setAsOf(LocalDate.of(2025, 6, 30))
                .setRows(List.of(row("bank", bank, "0"), row("sales", "0", "20.00"), row("earnings", "0", earnings)))
                .build();
        change(
                new TrialBalanceChanged(
                        change("TrialBalance", "TrialBalance", position, Operation.UPSERT, "{}"), entity),
                "TrialBalance",
                "TrialBalance");
    }

    private static TrialBalanceRow row(String account, String debit, String credit) {
        return new TrialBalanceRow(
                account, account, new BigDecimal(debit).setScale(10), new BigDecimal(credit).setScale(10));
    }

    private DeadLetter deadLetter(String sourceId) {
        return all(Topics.DEAD_LETTERS).stream()
                .map(row -> (DeadLetter) codec.decode(Topics.DEAD_LETTERS, row.value()))
                .filter(letter -> client.equals(letter.getClientId()) && sourceId.equals(letter.getSourceId()))
                .findFirst()
                .orElseThrow();
    }

    private void accountWithJson(String id, int position, String name, String json) {
        Account entity = Account.newBuilder()
                .setName(name)
                .setType("BANK")
                .setClassification("ASSET")
                .setStatus("ACTIVE")
                .build();
        change(new AccountChanged(change("Account", id, position, Operation.UPSERT, json), entity), "Account", id);
    }

    private List<String> ids(String question) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/clients/" + client + "/ledger/invoices?limit=2&" + question + cursor, 200);
            page.get("items").forEach(item -> ids.add(item.get("sourceId").asString()));
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        } while (cursor != null);
        return ids;
    }

    private void invoice(int i) {
        Change change = change("Invoice", "i-" + i, i + 1, Operation.UPSERT, "{}");
        change.setSourceUpdatedAt(Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * i));
        Invoice entity = Invoice.newBuilder()
                .setDirection("SALES")
                .setStatus(i % 2 == 1 || i == 10 ? "PAID" : "AUTHORISED")
                .setContactId("c-" + i % 3)
                .setDate(LocalDate.of(2025, 12, 30).plusDays(i))
                .setLines(List.of(
                        DocumentLine.newBuilder().setAccountId("sales-" + i % 4).build()))
                .build();
        change(new InvoiceChanged(change, entity), "Invoice", "i-" + i);
    }

    private void link(int version, String connectionId, String organisationId) {
        send(
                Topics.LINK_EVENTS,
                client,
                new ClientLinked(
                        (long) version,
                        PRACTICE,
                        client,
                        "A client",
                        connectionId,
                        Provider.XERO,
                        organisationId,
                        "Books",
                        Instant.parse("2026-01-01T00:00:00Z")));
    }

    private String question(int before, int projected) {
        return """
                {"clientId":"%s","organisationId":"%s","sourceType":"Account","before":{"attempt":7,"slice":1,"position":%d},
                 "projected":{"attempt":7,"slice":1,"position":%d},"after":null,"limit":100}""".formatted(client, ORGANISATION, before, projected);
    }

    private HttpResponse<String> internal(String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/internal/keys"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + INTERNAL)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void awaitKnown() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        call("/api/clients/" + client + "/ledger/accounts", issuer.token(PRACTICE, "ledger:read"))
                                .statusCode())
                .isEqualTo(200));
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> answer = call(path, issuer.token(PRACTICE, "ledger:read"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> call(String path, String token) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void account(String id, int position, String name, Operation operation) {
        String json =
                name == null ? null : "{ \"AccountID\" : \"" + id + "\", \"Name\":\"" + name + "\", \"a.b\":1.50 }";
        Account entity = name == null
                ? null
                : Account.newBuilder()
                        .setName(name)
                        .setType("BANK")
                        .setClassification("ASSET")
                        .setStatus("ACTIVE")
                        .build();
        change(new AccountChanged(change("Account", id, position, operation, json), entity), "Account", id);
    }

    private void contact(String type, String id, int position) {
        Contact entity = Contact.newBuilder()
                .setName(type + " " + id)
                .setStatus("ACTIVE")
                .build();
        change(new ContactChanged(change(type, id, position, Operation.UPSERT, "{}"), entity), type, id);
    }

    private void end(int position) {
        end(position, false);
    }

    private void end(int position, boolean trialBalanceCounts) {
        RunEnded end = RunEnded.newBuilder()
                .setChange(change("Run", connection, position, Operation.UPSERT, null))
                .setKind(RunKind.INITIAL)
                .setFirstAttempt(7L)
                .setPublished(Map.of())
                .setTrialBalanceCounts(trialBalanceCounts)
                .build();
        change(end, "Run", connection);
    }

    private Change change(String type, String id, int position, Operation operation, String json) {
        return Change.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setPracticeId(PRACTICE)
                .setClientId(client)
                .setProvider(provider)
                .setOrganisationId(ORGANISATION)
                .setConnectionId(connection)
                .setRunId("run-of-" + client)
                .setSequence(new Sequence(7L, 1, position))
                .setObservedAt(Instant.parse("2026-02-03T04:05:06Z"))
                .setSourceType(type)
                .setSourceId(id)
                .setOperation(operation)
                .setProviderJson(json)
                .build();
    }

    private void change(SpecificRecord event, String type, String id) {
        send(Topics.LEDGER_CHANGES, new LedgerKey(client, ORGANISATION, type, id).text(), event);
    }

    private void send(String topic, String key, SpecificRecord event) {
        send(topic, key, event.getSchema().getFullName(), codec.encode(topic, event));
    }

    private void send(String topic, String key, String type, byte[] value) {
        producer.send(
                new ProducerRecord<>(
                        topic,
                        PartitionRule.partition(client, 3),
                        key.getBytes(StandardCharsets.UTF_8),
                        value,
                        EventHeaders.of(UUID.randomUUID().toString(), type, "/test", Instant.EPOCH, null)),
                (sent, failed) -> {
                    if (failed != null) {
                        failed.printStackTrace();
                    }
                });
    }

    private SyncProjected awaitProjected(int position) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> projected(position), found -> found != null);
    }

    private SyncProjected projected(int position) {
        for (ConsumerRecord<byte[], byte[]> row : all(Topics.SYNC_EVENTS)) {
            if (codec.decode(Topics.SYNC_EVENTS, row.value()) instanceof SyncProjected projected
                    && projected.getClientId().equals(client)
                    && projected.getSequence().getPosition() == position) {
                return projected;
            }
        }
        return null;
    }

    private long tombstones(String id) {
        String key = new LedgerKey(client, ORGANISATION, "Account", id).text();
        return all(Topics.LEDGER_CHANGES).stream()
                .filter(row -> row.value() == null && key.equals(new String(row.key(), StandardCharsets.UTF_8)))
                .count();
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(wire.consumer("test-reader", "test-reader"))) {
            var partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<org.apache.kafka.common.TopicPartition, Long> ends = reader.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> rows = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                reader.poll(Duration.ofMillis(100)).forEach(rows::add);
            }
            return rows;
        }
    }
}
