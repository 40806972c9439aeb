package io.ledgersync.qbo.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.contract.ledger.Tracking;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.qbo.ask.QboDates;
import io.ledgersync.qbo.ask.QboList;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class QboStreamsTest {
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
                Lists.INVOICE,
                "{\"domain\":\"QBO\",\"status\":\"Deleted\",\"Id\":\"979\",\"MetaData\":{\"LastUpdatedTime\":\"2015-12-23T12:55:50-08:00\"}}");
        assertThat(record)
                .isEqualTo(new LedgerRecord("Invoice", "979", Instant.parse("2015-12-23T20:55:50Z"), true, null));
    }

    @Test
    void splitsJournalEntriesByTheSideOfEachLine() {
        Journal journal = (Journal) read(Lists.JOURNAL_ENTRY, """
                        {"Id":"8","DocNumber":"7","TxnDate":"2026-05-05","TotalAmt":0,"CurrencyRef":{"value":"USD"},"Line":[
                         {"Id":"0","Amount":100.10,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Debit",
                          "AccountRef":{"value":"39","name":"Cash"},"ClassRef":{"value":"c1","name":"North"},"Entity":{"Type":"Vendor","EntityRef":{"value":"5"}}}},
                         {"Id":"1","Amount":100.10,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Credit","AccountRef":{"value":"44"}}},
                         {"Id":"2","Description":"only words","DetailType":"DescriptionOnly"},
                         {"Amount":100.10,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}]}""").entity();
        assertThat(journal.getStatus()).isEqualTo("POSTED");
        assertThat(journal.getDate()).isEqualTo(LocalDate.of(2026, 5, 5));
        assertThat(journal.getLines()).hasSize(3);
        assertThat(journal.getLines().get(0).getDebit()).isEqualByComparingTo(new BigDecimal("100.10"));
        assertThat(journal.getLines().get(0).getContactId()).isEqualTo("5");
        assertThat(journal.getLines().get(0).getTracking()).containsExactly(new Tracking("Class", "North", "c1"));
        assertThat(journal.getLines().get(1).getCredit()).isEqualByComparingTo(new BigDecimal("100.10"));
        assertThat(journal.getLines().get(1).getDebit()).isNull();
        assertThat(journal.getLines().get(2).getDebit()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void readsAVoidFromItsNoteOrItsStatus() {
        Invoice invoice = (Invoice) read(
                        Lists.INVOICE,
                        "{\"Id\":\"1\",\"TotalAmt\":0,\"Balance\":0,\"PrivateNote\":\"Voided - wrong customer\"}")
                .entity();
        assertThat(invoice.getStatus()).isEqualTo("VOIDED");
        Invoice said =
                (Invoice) read(Lists.INVOICE, "{\"Id\":\"1\",\"TotalAmt\":0,\"Balance\":0,\"status\":\"Voided\"}")
                        .entity();
        assertThat(said.getStatus()).isEqualTo("VOIDED");
        Invoice paid = (Invoice) read(Lists.INVOICE, "{\"Id\":\"1\",\"TotalAmt\":12.50,\"Balance\":0}")
                .entity();
        assertThat(paid.getStatus()).isEqualTo("PAID");
        assertThat(paid.getTotal()).isEqualByComparingTo(new BigDecimal("12.50"));
    }

    @Test
    void unfoldsTheLinesOfAGroup() {
        Invoice invoice = (Invoice) read(Lists.INVOICE, """
                        {"Id":"1","Line":[{"Id":"1","DetailType":"GroupLineDetail","Amount":30,"GroupLineDetail":{"Line":[
                          {"Id":"2","Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"3"},"Qty":2,"UnitPrice":"5.00"}},
                          {"Id":"3","Amount":20,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"4"}}}]}}]}""").entity();
        assertThat(invoice.getLines()).extracting(DocumentLine::getId).containsExactly("2", "3");
        assertThat(invoice.getLines().get(0).getUnitAmount()).isEqualByComparingTo(new BigDecimal("5.00"));
    }

    @Test
    void readsTheCompanyAndItsFinancialYear() {
        LedgerRecord record = read(
                Lists.COMPANY_INFO,
                "{\"Id\":\"1\",\"CompanyName\":\"Craig's\",\"LegalName\":\"Craig's Ltd\",\"Country\":\"US\",\"FiscalYearStartMonth\":\"January\"}");
        Organisation company = (Organisation) record.entity();
        assertThat(company.getName()).isEqualTo("Craig's");
        assertThat(company.getFinancialYearEndMonth()).isEqualTo(12);
        assertThat(company.getFinancialYearEndDay()).isEqualTo(31);
        assertThat(FinancialYear.beginningIn("march")).isEqualTo(new FinancialYear(2, 28));
        assertThat(FinancialYear.beginningIn(null)).isEqualTo(new FinancialYear(null, null));
    }

    @Test
    void readsNumbersThatAreTextsAndWordsItDoesNotKnow() {
        LedgerRecord invoice = read(
                Lists.INVOICE,
                "{\"Id\":\"1\",\"TotalAmt\":\"12.50\",\"EmailStatus\":\"Beamed\",\"Line\":[{\"DetailType\":\"New\"}]}");
        assertThat(((Invoice) invoice.entity()).getTotal()).isEqualByComparingTo("12.50");
        LedgerRecord account = read(
                Lists.named("Account"),
                "{\"Id\":\"7\",\"Name\":\"Till\",\"AccountType\":\"Crypto\",\"Classification\":\"Wealth\"}");
        assertThat(((Account) account.entity()).getName()).isEqualTo("Till");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invoice | {\"TotalAmt\":1} | Invoice.Id is missing; allowed is an id that is not empty",
                "Invoice | {\"Id\":\"1\",\"TotalAmt\":\"x\"} | Invoice.TotalAmt is \"x\"; allowed is a number",
                "Invoice | {\"Id\":\"1\",\"MetaData\":{\"LastUpdatedTime\":\"now\"}} | Invoice.MetaData.LastUpdatedTime is \"now\"; allowed is a moment such as 2026-05-05T02:03:52-07:00",
                "JournalEntry | {\"Id\":\"1\",\"Line\":[{\"Amount\":5,\"JournalEntryLineDetail\":{\"PostingType\":\"Left\"}}]} | JournalEntry.Line[0].JournalEntryLineDetail.PostingType is \"Left\"; allowed is Debit or Credit"
            })
    void namesFieldValueAndWhatIsAllowed(String list, String json, String message) {
        assertThatThrownBy(() -> read(Lists.named(list), json))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage(message);
    }

    private static LedgerRecord read(QboList list, String json) {
        return list.read(JSON.readTree(json));
    }
}
