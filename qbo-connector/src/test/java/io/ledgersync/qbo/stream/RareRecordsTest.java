package io.ledgersync.qbo.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.qbo.ask.QboDates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Records as only some books hold them. */
class RareRecordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Invoice", "Payment", "SalesReceipt"})
    void aVoidStaysAndSaysThatItIsOne(String list) {
        LedgerRecord record = read(list, """
                {"Id":"9","SyncToken":"2","TxnDate":"2026-05-05","TotalAmt":0,"Balance":0,"PrivateNote":"Voided",
                 "Line":[],"MetaData":{"LastUpdatedTime":"2026-05-06T01:00:00-07:00"}}""");
        assertThat(record.deleted()).isFalse();
        assertThat(status(record)).isEqualTo("VOIDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Class", "Department", "Term", "Account", "Vendor"})
    void aNameThatIsMadeInactiveStays(String list) {
        LedgerRecord record = read(list, """
                {"Id":"9","Name":"North (deleted)","DisplayName":"North (deleted)","AccountType":"Bank","Active":false,
                 "MetaData":{"LastUpdatedTime":"2026-05-06T01:00:00-07:00"}}""");
        assertThat(record.deleted()).isFalse();
        assertThat(status(record)).isEqualTo("ARCHIVED");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T01:30:00-07:00, 2026-11-01T08:30:00Z",
        "2026-11-01T01:30:00-08:00, 2026-11-01T09:30:00Z",
        "2026-03-08T01:59:59-08:00, 2026-03-08T09:59:59Z",
        "2026-03-08T03:00:00-07:00, 2026-03-08T10:00:00Z",
        "2026-04-05T02:30:00+10:30, 2026-04-04T16:00:00Z",
        "1969-12-31T23:59:59-08:00, 1970-01-01T07:59:59Z",
        "1931-05-05T00:00:00+01:00, 1931-05-04T23:00:00Z"
    })
    void readsMomentsWhereTheClockChangesAndBefore1970(String text, Instant moment) {
        assertThat(QboDates.instant(text)).isEqualTo(moment);
    }

    @Test
    void readsDatesBefore1970() {
        Invoice invoice =
                (Invoice) read("Invoice", "{\"Id\":\"1\",\"TxnDate\":\"1969-12-31\",\"DueDate\":\"1901-02-28\"}")
                        .entity();
        assertThat(invoice.getDate()).isEqualTo(LocalDate.of(1969, 12, 31));
        assertThat(invoice.getDueDate()).isEqualTo(LocalDate.of(1901, 2, 28));
    }

    @Test
    void readsDocumentsOfTenThousandLines() {
        Invoice invoice =
                (Invoice) read("Invoice", lines("\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{}"))
                        .entity();
        assertThat(invoice.getLines()).hasSize(10_000);
        assertThat(invoice.getLines().get(9_999).getAmount()).isEqualByComparingTo("0.01");
        Journal journal = (Journal) read(
                        "JournalEntry",
                        lines(
                                "\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{\"PostingType\":\"Debit\"}"))
                .entity();
        assertThat(journal.getLines()).hasSize(10_000);
    }

    private static String lines(String detail) {
        return IntStream.range(0, 10_000)
                .mapToObj(line -> "{\"Id\":\"" + line + "\",\"Amount\":0.01," + detail + "}")
                .collect(Collectors.joining(",", "{\"Id\":\"1\",\"TotalAmt\":100,\"Line\":[", "]}"));
    }

    private static String status(LedgerRecord record) {
        SpecificRecord entity = (SpecificRecord) record.entity();
        return entity.get(entity.getSchema().getField("status").pos()).toString();
    }

    private static LedgerRecord read(String list, String json) {
        return Lists.named(list).read(JsonMapper.shared().readTree(json));
    }
}
