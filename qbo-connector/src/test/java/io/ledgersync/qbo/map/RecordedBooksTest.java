package io.ledgersync.qbo.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.qbo.QboConnector;
import io.ledgersync.qbo.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every row of a real company's books maps, and to what it says. */
class RecordedBooksTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final QboConnector connector = new QboConnector(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({
        "accounts,Account,92",
        "customers,Customer,33",
        "vendors,Vendor,35",
        "items,Item,23",
        "invoices,Invoice,37",
        "payments,Payment,16",
        "purchases,Purchase,35"
    })
    void mapsEveryRow(String file, String entity, int rows) throws IOException {
        List<LedgerRecord> records = read(file, entity);
        assertThat(records).hasSize(rows).allSatisfy(record -> {
            assertThat(record.sourceType()).isEqualTo(entity);
            assertThat(record.updatedAt()).isNotNull();
            assertThat(record.deleted()).isFalse();
            assertThat(record.entity().toString()).doesNotContain("UNKNOWN");
        });
    }

    @Test
    void leavesSubtotalsOutSoThatLinesAddUpToTheNetTotal() throws IOException {
        assertThat(read("invoices", "Invoice")).allSatisfy(record -> {
            Entity.Invoice invoice = (Entity.Invoice) record.entity();
            BigDecimal sales = invoice.lines().stream()
                    .filter(line -> line.itemId() != null)
                    .map(Entity.DocumentLine::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal discounts = invoice.lines().stream()
                    .filter(line -> line.itemId() == null && line.amount() != null)
                    .map(Entity.DocumentLine::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            // One comes from a statement's charge and has no line but the subtotal.
            if (!invoice.lines().isEmpty()) {
                assertThat(sales.subtract(discounts)).isEqualByComparingTo(invoice.subTotal());
            }
        });
    }

    @Test
    void allocatesEveryPaymentCompletely() throws IOException {
        assertThat(read("payments", "Payment")).allSatisfy(record -> {
            Entity.Payment payment = (Entity.Payment) record.entity();
            assertThat(payment.allocations()).isNotEmpty().allSatisfy(allocation -> assertThat(allocation.documentId())
                    .isNotBlank());
        });
    }

    @Test
    void tellsMoneySpentByItsAccountAndWay() throws IOException {
        Set<String> types = read("purchases", "Purchase").stream()
                .map(record -> ((Entity.BankTransaction) record.entity()).type())
                .collect(Collectors.toSet());
        assertThat(types).containsExactlyInAnyOrder("CreditCard", "Check", "Cash");
        assertThat(read("purchases", "Purchase"))
                .allSatisfy(record -> assertThat(((Entity.BankTransaction) record.entity()).bankAccountId())
                        .isNotBlank());
    }

    private List<LedgerRecord> read(String file, String entity) throws IOException {
        JsonNode body =
                JSON.readTree(RecordedData.file("qbo/" + file + ".json")).get("body");
        List<String> path = List.of("QueryResponse", entity);
        assertThat(connector.holdsRows(path)).isTrue();
        List<LedgerRecord> records = new ArrayList<>();
        for (JsonNode row : body.get("QueryResponse").get(entity)) {
            records.add(connector.read(path, row));
        }
        return records;
    }
}
