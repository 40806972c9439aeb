package io.ledgersync.qbo.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.qbo.ask.QboList;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class QboRecordsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource({
        "2016-02-24T13:10:36-08:00, 2016-02-24T21:10:36Z",
        "2016-04-13T07:34:55-07:00, 2016-04-13T14:34:55Z",
        "2026-05-05T05:16:22.123-07:00, 2026-05-05T12:16:22.123Z",
        "2026-05-05T05:16:22-0700, 2026-05-05T12:16:22Z",
        "2026-05-05T05:16:22Z, 2026-05-05T05:16:22Z"
    })
    void readsMomentsWithTheirOffset(String text, Instant moment) {
        assertThat(QboDates.instant(text)).isEqualTo(moment);
    }

    @Test
    void readsATombstoneWithoutABody() {
        LedgerRecord record = read(
                QboList.INVOICE,
                "{\"domain\":\"QBO\",\"status\":\"Deleted\",\"Id\":\"979\",\"MetaData\":{\"LastUpdatedTime\":\"2015-12-23T12:55:50-08:00\"}}");
        assertThat(record)
                .isEqualTo(new LedgerRecord("Invoice", "979", Instant.parse("2015-12-23T20:55:50Z"), true, null));
    }

    @Test
    void splitsJournalEntriesByTheSideOfEachLine() {
        Entity.Journal journal =
                (Entity.Journal) read(QboList.JOURNAL_ENTRY, """
                        {"Id":"8","DocNumber":"7","TxnDate":"2026-05-05","TotalAmt":0,"CurrencyRef":{"value":"USD"},"Line":[
                         {"Id":"0","Amount":100.10,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Debit",
                          "AccountRef":{"value":"39","name":"Cash"},"ClassRef":{"value":"c1","name":"North"},"Entity":{"Type":"Vendor","EntityRef":{"value":"5"}}}},
                         {"Id":"1","Amount":100.10,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Credit","AccountRef":{"value":"44"}}},
                         {"Id":"2","Description":"only words","DetailType":"DescriptionOnly"},
                         {"Amount":100.10,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}]}""").entity();
        assertThat(journal.status()).isEqualTo("POSTED");
        assertThat(journal.date()).isEqualTo(LocalDate.of(2026, 5, 5));
        assertThat(journal.lines()).hasSize(3);
        assertThat(journal.lines().get(0).debit()).isEqualTo(new BigDecimal("100.10"));
        assertThat(journal.lines().get(0).contactId()).isEqualTo("5");
        assertThat(journal.lines().get(0).tracking()).containsExactly(new Entity.Tracking("Class", "North", "c1"));
        assertThat(journal.lines().get(1).credit()).isEqualTo(new BigDecimal("100.10"));
        assertThat(journal.lines().get(1).debit()).isNull();
        assertThat(journal.lines().get(2).debit()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void readsAVoidFromItsNote() {
        Entity.Invoice invoice = (Entity.Invoice) read(
                        QboList.INVOICE,
                        "{\"Id\":\"1\",\"TotalAmt\":0,\"Balance\":0,\"PrivateNote\":\"Voided - wrong customer\"}")
                .entity();
        assertThat(invoice.status()).isEqualTo("VOIDED");
        Entity.Invoice paid = (Entity.Invoice) read(QboList.INVOICE, "{\"Id\":\"1\",\"TotalAmt\":12.50,\"Balance\":0}")
                .entity();
        assertThat(paid.status()).isEqualTo("PAID");
        assertThat(paid.total()).isEqualTo(new BigDecimal("12.50"));
    }

    @Test
    void unfoldsTheLinesOfAGroup() {
        Entity.Invoice invoice = (Entity.Invoice) read(QboList.INVOICE, """
                        {"Id":"1","Line":[{"Id":"1","DetailType":"GroupLineDetail","Amount":30,"GroupLineDetail":{"Line":[
                          {"Id":"2","Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"3"},"Qty":2,"UnitPrice":"5.00"}},
                          {"Id":"3","Amount":20,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"4"}}}]}}]}""").entity();
        assertThat(invoice.lines()).extracting(Entity.DocumentLine::id).containsExactly("2", "3");
        assertThat(invoice.lines().get(0).unitAmount()).isEqualTo(new BigDecimal("5.00"));
    }

    @Test
    void readsTheCompanyAndItsFinancialYear() {
        LedgerRecord record = read(
                QboList.COMPANY_INFO,
                "{\"Id\":\"1\",\"CompanyName\":\"Craig's\",\"LegalName\":\"Craig's Ltd\",\"Country\":\"US\",\"FiscalYearStartMonth\":\"January\"}");
        Entity.Organisation company = (Entity.Organisation) record.entity();
        assertThat(company.name()).isEqualTo("Craig's");
        assertThat(company.financialYearEndMonth()).isEqualTo(12);
        assertThat(company.financialYearEndDay()).isEqualTo(31);
        assertThat(FinancialYear.beginningIn("march")).isEqualTo(new FinancialYear(2, 28));
        assertThat(FinancialYear.beginningIn(null)).isEqualTo(new FinancialYear(null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVOICE | {\"TotalAmt\":1} | Invoice.Id is missing; allowed is an id that is not empty",
                "INVOICE | {\"Id\":\"1\",\"TotalAmt\":\"x\"} | Invoice.TotalAmt is \"x\"; allowed is a number",
                "INVOICE | {\"Id\":\"1\",\"MetaData\":{\"LastUpdatedTime\":\"now\"}} | Invoice.MetaData.LastUpdatedTime is \"now\"; allowed is a moment such as 2026-05-05T02:03:52-07:00",
                "JOURNAL_ENTRY | {\"Id\":\"1\",\"Line\":[{\"Amount\":5,\"JournalEntryLineDetail\":{\"PostingType\":\"Left\"}}]} | JournalEntry.Line[0].JournalEntryLineDetail.PostingType is \"Left\"; allowed is Debit or Credit"
            })
    void namesFieldValueAndWhatIsAllowed(QboList list, String json, String message) {
        assertThatThrownBy(() -> read(list, json))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage(message);
    }

    private static LedgerRecord read(QboList list, String json) {
        return QboRecords.read(list, JSON.readTree(json));
    }
}
