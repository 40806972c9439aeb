package io.ledgersync.xero.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.DocumentTax;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.xero.RecordedData;
import io.ledgersync.xero.XeroConnector;
import io.ledgersync.xero.XeroTier;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every row of a real organisation's books maps, and to what it says. */
class RecordedBooksTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final BigDecimal ROUNDING = new BigDecimal("0.05");

    private final XeroConnector connector =
            new XeroConnector(XeroTier.ADVANCED, XeroStreams.of(true, List.of()), Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({"accounts,Accounts,71", "contacts,Contacts,63", "invoices,Invoices,77", "payments,Payments,55"})
    void mapsEveryRow(String file, String array, int rows) throws IOException {
        List<LedgerRecord> records = read(file, array);
        assertThat(records).hasSize(rows).allSatisfy(record -> {
            assertThat(record.sourceId()).hasSize(36);
            assertThat(record.updatedAt()).isNotNull();
            assertThat(record.deleted()).isFalse();
            assertThat(record.entity().toString()).doesNotContain("UNKNOWN");
        });
    }

    @Test
    void keepsVoidedAndDeletedInvoicesWithTheirStatus() throws IOException {
        assertThat(read("invoices", "Invoices"))
                .extracting(record -> ((Invoice) record.entity()).getStatus())
                .satisfies(statuses -> {
                    assertThat(statuses).filteredOn("VOIDED"::equals).hasSize(7);
                    assertThat(statuses).filteredOn("DELETED"::equals).hasSize(4);
                });
    }

    @Test
    void keepsTheLinesOfEveryInvoice() throws IOException {
        assertThat(read("invoices", "Invoices"))
                .extracting(record -> ((Invoice) record.entity()).getLines().size())
                .satisfies(lines -> assertThat(
                                lines.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(86));
    }

    @Test
    void addsEveryInvoicesLinesUpToItsTotal() throws IOException {
        assertThat(read("invoices", "Invoices")).allSatisfy(record -> {
            Invoice invoice = (Invoice) record.entity();
            BigDecimal lines = invoice.getLines().stream()
                    .map(DocumentLine::getAmount)
                    .filter(Objects::nonNull)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal taxes =
                    invoice.getTaxes().stream().map(DocumentTax::getTaxAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal total = invoice.getAmountsIncludeTax() ? lines : lines.add(invoice.getTotalTax());
            // A total may be rounded, which no line says.
            assertThat(total).isCloseTo(invoice.getTotal(), within(ROUNDING));
            assertThat(taxes).isCloseTo(invoice.getTotalTax(), within(ROUNDING));
        });
    }

    @Test
    void takesRatesOfNoughtForNone() throws IOException {
        assertThat(read("payments", "Payments"))
                .extracting(record -> ((Payment) record.entity()).getExchangeRate())
                .allSatisfy(
                        rate -> assertThat(rate == null || rate.signum() > 0).isTrue())
                .filteredOn(Objects::isNull)
                .hasSize(34);
    }

    @Test
    void allocatesEveryPaymentToItsInvoice() throws IOException {
        assertThat(read("payments", "Payments")).allSatisfy(record -> {
            Payment payment = (Payment) record.entity();
            assertThat(payment.getAllocations()).singleElement().satisfies(allocation -> {
                assertThat(allocation.getDocumentType()).isEqualTo("Invoice");
                assertThat(allocation.getAmount()).isEqualByComparingTo(payment.getAmount());
            });
            assertThat(payment.getCurrency()).isEqualTo("USD");
        });
    }

    private List<LedgerRecord> read(String file, String array) throws IOException {
        JsonNode body =
                JSON.readTree(RecordedData.file("xero/" + file + ".json")).get("body");
        List<LedgerRecord> records = new ArrayList<>();
        assertThat(connector.holdsRows(List.of(array))).isTrue();
        for (JsonNode row : body.get(array)) {
            records.add(connector.read(List.of(array), row));
        }
        return records;
    }
}
