package io.ledgersync.store.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class LedgerDocumentTest {

    private static final EntityKind KIND = new EntityKind("novelties");

    @Test
    void namesWhatListsAreFilteredBy() {
        Invoice invoice = Invoice.newBuilder()
                .setDirection("SALES")
                .setStatus("PAID")
                .setContactId("c")
                .setDate(LocalDate.of(1969, 12, 31))
                .setLines(List.of(
                        DocumentLine.newBuilder()
                                .setAccountId("2")
                                .setAccountCode("200")
                                .build(),
                        DocumentLine.newBuilder().setAccountId("1").build()))
                .build();

        Document document = LedgerDocument.of(KIND, change("{}"), invoice).document();

        assertThat(document.getList(LedgerDocument.ACCOUNTS, String.class)).containsExactly("1", "2", "200");
        assertThat(document.getList(LedgerDocument.CONTACTS, String.class)).containsExactly("c");
        assertThat(document.getEmbedded(List.of("entity", "date"), String.class))
                .isEqualTo("1969-12-31");
    }

    @Test
    void thirtyFourDigitsAreKeptAndOneMoreIsADefect() {
        BigDecimal most = new BigDecimal("999999999999999999999999.9999999999");

        LedgerDocument kept = LedgerDocument.of(KIND, change("{}"), amount(most));
        LedgerDocument refused =
                LedgerDocument.of(KIND, change("{}"), amount(new BigDecimal("1").add(most.movePointRight(2))));

        assertThat(kept.defect()).isNull();
        assertThat(EntityFields.toJson(kept.document().get("entity", Document.class)))
                .containsEntry("amount", "999999999999999999999999.9999999999");
        assertThat(refused.defect()).contains("amount").contains("34 digits");
        assertThat(refused.document()).doesNotContainKey("entity");
    }

    @Test
    void namesWithDotsAndDollarsComeBackAsTheyWere() {
        Map<String, String> given = Map.of("$set", "1", "a.b", "2", "100%", "3", "%2E", "4");
        Schema schema = SchemaBuilder.record("Novelty")
                .fields()
                .name("names")
                .type()
                .map()
                .values()
                .stringType()
                .noDefault()
                .endRecord();
        GenericRecord entity = new GenericData.Record(schema);
        entity.put("names", given);

        LedgerDocument document = LedgerDocument.of(KIND, change("{}"), entity);

        Document stored = document.document().getEmbedded(List.of("entity", "names"), Document.class);
        assertThat(stored.keySet()).noneMatch(name -> name.contains(".") || name.contains("$"));
        assertThat(EntityFields.toJson(document.document().get("entity", Document.class))
                        .get("names"))
                .isEqualTo(given);
    }

    @Test
    void moreThanAHundredLevelsAreADefect() {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"Nest","fields":[{"name":"in","type":["null","Nest"]}]}""");
        GenericRecord nest = new GenericData.Record(schema);
        for (int level = 0; level < 120; level++) {
            GenericRecord outer = new GenericData.Record(schema);
            outer.put("in", nest);
            nest = outer;
        }

        assertThat(LedgerDocument.of(KIND, change("{}"), nest).defect()).contains("levels");
    }

    @Test
    void aLargeProviderJsonIsPackedAndComesBackLetterForLetter() {
        String json = "{\"ü\":\"" + "0123456789".repeat(200_000) + "\"}";

        Document document =
                LedgerDocument.of(KIND, change(json), amount(BigDecimal.ONE)).document();

        assertThat(document.get(LedgerDocument.JSON)).isNotInstanceOf(String.class);
        assertThat(ProviderJson.of(document)).isEqualTo(json);
    }

    @Test
    void kindsAreNamedAfterTheirEvents() {
        assertThat(EntityKind.known())
                .extracting(EntityKind::path)
                .contains(
                        "accounts",
                        "bank-transactions",
                        "currencies",
                        "payment-batches",
                        "reference-data",
                        "tax-rates",
                        "trial-balances")
                .doesNotContain("run-endeds");
        assertThat(EntityKind.ofEvent("io.ledgersync.contract.ledger.RunEnded")).isEmpty();
        assertThat(EntityKind.ofPath("../clients")).isEmpty();
    }

    private static GenericRecord amount(BigDecimal amount) {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"Novelty","fields":[{"name":"amount","type":"bytes"}]}""");
        GenericRecord entity = new GenericData.Record(schema);
        entity.put("amount", amount);
        return entity;
    }

    private static Change change(String json) {
        return Change.newBuilder()
                .setEventId("e")
                .setPracticeId("p")
                .setClientId("c")
                .setProvider(Provider.XERO)
                .setOrganisationId("o")
                .setConnectionId("x")
                .setRunId("r")
                .setSequence(new Sequence(1L, 2, 3))
                .setObservedAt(Instant.EPOCH)
                .setSourceType("Novelty")
                .setSourceId("s")
                .setOperation(Operation.UPSERT)
                .setProviderJson(json)
                .build();
    }
}
