package io.ledgersync.qbo.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.DocumentTax;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.qbo.QboConnector;
import io.ledgersync.qbo.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private final QboConnector connector = new QboConnector(QboStreams.of(List.of()), Clock.systemUTC());

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
            Invoice invoice = (Invoice) record.entity();
            // One comes from a statement's charge and has no line but the subtotal.
            if (!invoice.getLines().isEmpty()) {
                assertThat(sum(invoice.getLines())).isEqualByComparingTo(invoice.getSubTotal());
            }
            assertThat(invoice.getAmountsIncludeTax()).isNotEqualTo(true);
            assertThat(invoice.getTaxes().stream()
                            .map(DocumentTax::getTaxAmount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(invoice.getTotalTax());
        });
    }

    @Test
    void addsEveryPurchasesLinesUpToItsTotal() throws IOException {
        assertThat(read("purchases", "Purchase")).allSatisfy(record -> {
            BankTransaction purchase = (BankTransaction) record.entity();
            assertThat(sum(purchase.getLines())).isEqualByComparingTo(purchase.getTotal());
        });
    }

    @Test
    void allocatesEveryPaymentCompletely() throws IOException {
        assertThat(read("payments", "Payment")).allSatisfy(record -> {
            Payment payment = (Payment) record.entity();
            assertThat(payment.getAllocations()).isNotEmpty().allSatisfy(allocation -> assertThat(
                            allocation.getDocumentId())
                    .isNotBlank());
        });
    }

    @Test
    void tellsMoneySpentByItsAccountAndWay() throws IOException {
        Set<String> types = read("purchases", "Purchase").stream()
                .map(record -> ((BankTransaction) record.entity()).getType())
                .collect(Collectors.toSet());
        assertThat(types).containsExactlyInAnyOrder("CreditCard", "Check", "Cash");
        assertThat(read("purchases", "Purchase"))
                .allSatisfy(record -> assertThat(((BankTransaction) record.entity()).getBankAccountId())
                        .isNotBlank());
    }

    private static BigDecimal sum(List<DocumentLine> lines) {
        return lines.stream()
                .map(DocumentLine::getAmount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
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
