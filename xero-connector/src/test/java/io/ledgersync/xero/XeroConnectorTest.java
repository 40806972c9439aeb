package io.ledgersync.xero;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.xero.stream.XeroStreams;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class XeroConnectorTest {
    private final XeroConnector connector =
            new XeroConnector(XeroTier.CORE, XeroStreams.of(false, List.of()), Clock.systemUTC());

    @Test
    void readsDatesBefore1970() {
        LedgerRecord record = read("Invoices", """
                {"InvoiceID":"i","Type":"ACCREC","Status":"AUTHORISED","Date":"\\/Date(-1642464000000+0000)\\/",
                 "DueDate":"/Date(0+0000)/","UpdatedDateUTC":"/Date(-1000+0000)/"}""");

        assertThat(record.updatedAt()).isEqualTo(Instant.parse("1969-12-31T23:59:59Z"));
        Invoice invoice = (Invoice) record.entity();
        assertThat(invoice.getDate()).isEqualTo(LocalDate.of(1917, 12, 15));
        assertThat(invoice.getDueDate()).isEqualTo(LocalDate.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "Prepayments, Prepayment, RECEIVE-PREPAYMENT, PREPAYMENT, SALES",
        "Prepayments, Prepayment, SPEND-PREPAYMENT, PREPAYMENT, PURCHASE",
        "Overpayments, Overpayment, RECEIVE-OVERPAYMENT, OVERPAYMENT, SALES",
        "Overpayments, Overpayment, SPEND-OVERPAYMENT, OVERPAYMENT, PURCHASE"
    })
    void tellsWhoseMoneyWasPaidTooEarlyOrTooMuch(
            String list, String record, String type, String kind, String direction) {
        LedgerRecord read = read(list, """
                {"%sID":"p","Type":"%s","Status":"AUTHORISED","Total":120.50,"RemainingCredit":"20.50",
                 "UpdatedDateUTC":"/Date(1573755038314+0000)/",
                 "Allocations":[{"Amount":100.00,"Invoice":{"InvoiceID":"i"}}]}""".formatted(record, type));

        assertThat(read.sourceType()).isEqualTo(record);
        assertThat(read.sourceId()).isEqualTo("p");
        Credit credit = (Credit) read.entity();
        assertThat(credit.getKind()).isEqualTo(kind);
        assertThat(credit.getDirection()).isEqualTo(direction);
        assertThat(credit.getRemaining()).isEqualByComparingTo("20.50");
        assertThat(credit.getAllocations()).hasSize(1);
    }

    private LedgerRecord read(String array, String json) {
        return connector.read(List.of(array), JsonMapper.shared().readTree(json));
    }
}
