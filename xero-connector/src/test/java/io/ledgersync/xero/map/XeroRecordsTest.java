package io.ledgersync.xero.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.xero.ask.XeroList;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class XeroRecordsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource({
        "/Date(1573755038314)/, 2019-11-14T18:10:38.314Z",
        "/Date(1573755038314+0000)/, 2019-11-14T18:10:38.314Z",
        "/Date(1573755038314+1300)/, 2019-11-14T18:10:38.314Z",
        "/Date(0+0000)/, 1970-01-01T00:00:00Z",
        "/Date(-1642464000000+0000)/, 1917-12-15T00:00:00Z",
        "2019-12-07T18:46:19.5165400, 2019-12-07T18:46:19.516540Z",
        "2026-07-14T01:02:03Z, 2026-07-14T01:02:03Z"
    })
    void readsEveryFormOfAMoment(String text, Instant moment) {
        assertThat(XeroDates.instant(text)).isEqualTo(moment);
    }

    @Test
    void neverShiftsACalendarDate() {
        assertThat(XeroDates.date("/Date(1773964800000+0000)/")).isEqualTo(LocalDate.of(2026, 3, 20));
        assertThat(XeroDates.date("2026-03-20T00:00:00")).isEqualTo(LocalDate.of(2026, 3, 20));
        assertThat(XeroDates.date("/Date(-1642464000000+0000)/")).isEqualTo(LocalDate.of(1917, 12, 15));
    }

    @Test
    void keepsAmountsExactWhetherNumbersOrTexts() {
        Entity.Invoice invoice = (Entity.Invoice) read(XeroList.INVOICES, """
                        {"InvoiceID":"i","Type":"ACCREC","Status":"AUTHORISED","Total":1234567890123456.1234567890,"AmountDue":"20.10",
                         "CurrencyRate":0.0000000001,"LineItems":[{"UnitAmount":0.1000,"Quantity":"3"}]}""").entity();
        assertThat(invoice.total()).isEqualTo(new BigDecimal("1234567890123456.1234567890"));
        assertThat(invoice.amountDue()).isEqualTo(new BigDecimal("20.10"));
        assertThat(invoice.lines()).singleElement().satisfies(line -> {
            assertThat(line.unitAmount()).isEqualTo(new BigDecimal("0.1000"));
            assertThat(line.quantity()).isEqualTo(new BigDecimal("3"));
        });
    }

    @Test
    void toleratesWhatItDoesNotKnow() {
        Entity.Invoice invoice =
                (Entity.Invoice) read(XeroList.INVOICES, "{\"InvoiceID\":\"i\",\"Type\":\"NEW\",\"Status\":\"NEW\"}")
                        .entity();
        assertThat(invoice.status()).isEqualTo("UNKNOWN");
        assertThat(invoice.direction()).isEqualTo("UNKNOWN");
        Entity.Contact contact = (Entity.Contact)
                read(XeroList.CONTACTS, "{\"ContactID\":\"c\",\"ContactStatus\":\"GDPRREQUEST\",\"Name\":null}")
                        .entity();
        assertThat(contact.status()).isEqualTo("ARCHIVED");
        assertThat(contact.name()).isEmpty();
    }

    @Test
    void splitsJournalAmountsIntoDebitAndCredit() {
        LedgerRecord record = read(XeroList.JOURNALS, """
                {"JournalID":"j","JournalNumber":30,"CreatedDateUTC":"/Date(1573755038314+0000)/","JournalDate":"/Date(1773964800000+0000)/",
                 "SourceType":"ACCREC","SourceID":"s","JournalLines":[
                 {"JournalLineID":"1","AccountID":"a","NetAmount":-10.50,"TaxAmount":0},{"AccountID":"b","NetAmount":10.50},{"AccountID":"c","NetAmount":0}]}""");
        Entity.Journal journal = (Entity.Journal) record.entity();
        assertThat(record.updatedAt()).isEqualTo(Instant.parse("2019-11-14T18:10:38.314Z"));
        assertThat(journal.number()).isEqualTo("30");
        assertThat(journal.lines().get(0).credit()).isEqualTo(new BigDecimal("10.50"));
        assertThat(journal.lines().get(0).debit()).isNull();
        assertThat(journal.lines().get(1).debit()).isEqualTo(new BigDecimal("10.50"));
        assertThat(journal.lines().get(2).debit()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void tellsMoneyInFromMoneyOut() {
        assertThat(payment("ACCRECPAYMENT").direction()).isEqualTo("RECEIVE");
        assertThat(payment("ACCPAYPAYMENT").direction()).isEqualTo("SPEND");
        assertThat(payment("ARCREDITPAYMENT").direction()).isEqualTo("SPEND");
        assertThat(payment("APCREDITPAYMENT").direction()).isEqualTo("RECEIVE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Type\":\"ACCREC\"} | Invoice.InvoiceID is missing; allowed is an id that is not empty",
                "{\"InvoiceID\":\"\"} | Invoice.InvoiceID is \"\"; allowed is an id that is not empty",
                "{\"InvoiceID\":\"i\",\"Total\":\"12,50\"} | Invoice.Total is \"12,50\"; allowed is a number",
                "{\"InvoiceID\":\"i\",\"Total\":1e40} | Invoice.Total is 1E+40; allowed is a number of at most 24 digits before the point",
                "{\"InvoiceID\":\"i\",\"LineItems\":[{},{\"TaxAmount\":{\"a\":1}}]} | Invoice.LineItems[1].TaxAmount is {\"a\":1}; allowed is a text",
                "{\"InvoiceID\":\"i\",\"Date\":\"yesterday\"} | Invoice.Date is \"yesterday\"; allowed is a date such as /Date(1573755038314+0000)/ or 2019-11-14T18:10:38"
            })
    void namesFieldValueAndWhatIsAllowed(String json, String message) {
        assertThatThrownBy(() -> read(XeroList.INVOICES, json))
                .isInstanceOfSatisfying(UnreadableRecord.class, unreadable -> {
                    assertThat(unreadable).hasMessage(message);
                    assertThat(unreadable.sourceType()).isEqualTo("Invoice");
                });
    }

    private static Entity.Payment payment(String type) {
        return (Entity.Payment) read(XeroList.PAYMENTS, "{\"PaymentID\":\"p\",\"PaymentType\":\"" + type + "\"}")
                .entity();
    }

    private static LedgerRecord read(XeroList list, String json) {
        return XeroRecords.read(list, JSON.readTree(json));
    }
}
