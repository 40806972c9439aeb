package io.ledgersync.qbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.LedgerStream;
import io.ledgersync.qbo.stream.QboStreams;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class QboConnectorTest {
    private final QboConnector connector = new QboConnector(QboStreams.of(List.of()), Clock.systemUTC());

    @Test
    void findsRecordsInQueriesBatchesAndChanges() {
        assertThat(connector.holdsRows(List.of("QueryResponse", "Invoice"))).isTrue();
        assertThat(connector.holdsRows(List.of("BatchItemResponse", "3", "QueryResponse", "Invoice")))
                .isTrue();
        assertThat(connector.holdsRows(List.of("CDCResponse", "0", "QueryResponse", "11", "Customer")))
                .isTrue();
        assertThat(connector.holdsRows(List.of("BatchItemResponse"))).isFalse();
        assertThat(connector.holdsRows(List.of("QueryResponse", "Invoice", "0", "Line")))
                .isFalse();
        assertThat(connector.holdsRows(List.of("queryResponse", "Invoice"))).isFalse();
        assertThat(connector.holdsRows(List.of("QueryResponse", "Receipt"))).isFalse();
    }

    @Test
    void readsTheCompanyWholeAndTheOthersByTheirChanges() {
        assertThat(connector.streams())
                .extracting(LedgerStream::name)
                .contains(
                        "CompanyInfo",
                        "Account",
                        "Customer",
                        "Vendor",
                        "Item",
                        "Invoice",
                        "Payment",
                        "Purchase",
                        "JournalEntry");
        assertThat(connector.streams())
                .filteredOn(LedgerStream::alwaysWhole)
                .extracting(LedgerStream::name)
                .as("the change calls leave them out, or may")
                .containsExactlyInAnyOrder(
                        "CompanyInfo", "Preferences", "TaxCode", "TaxRate", "TaxAgency", "CreditCardPayment");
        assertThat(new QboConnector(QboStreams.of(QboStreams.optional()), Clock.systemUTC()).streams())
                .filteredOn(LedgerStream::alwaysWhole)
                .extracting(LedgerStream::name)
                .contains("Budget")
                .doesNotContain("Estimate", "PurchaseOrder");
    }
}
