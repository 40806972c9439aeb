package io.ledgersync.xero.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class XeroStreamsTest {
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
        Invoice invoice = (Invoice) read(Lists.INVOICES, """
                        {"InvoiceID":"i","Type":"ACCREC","Status":"AUTHORISED","Total":1234567890123456.1234567890,"AmountDue":"20.10",
                         "CurrencyRate":0.0000000001,"LineItems":[{"UnitAmount":0.1000,"Quantity":"3"}]}""").entity();
        assertThat(invoice.getTotal()).isEqualByComparingTo(new BigDecimal("1234567890123456.1234567890"));
        assertThat(invoice.getAmountDue()).isEqualByComparingTo(new BigDecimal("20.10"));
        assertThat(invoice.getLines()).singleElement().satisfies(line -> {
            assertThat(line.getUnitAmount()).isEqualByComparingTo(new BigDecimal("0.1000"));
            assertThat(line.getQuantity()).isEqualByComparingTo(new BigDecimal("3"));
        });
    }

    @Test
    void toleratesWhatItDoesNotKnow() {
        Invoice invoice = (Invoice) read(Lists.INVOICES, "{\"InvoiceID\":\"i\",\"Type\":\"NEW\",\"Status\":\"NEW\"}")
                .entity();
        assertThat(invoice.getStatus()).isEqualTo("UNKNOWN");
        assertThat(invoice.getDirection()).isEqualTo("UNKNOWN");
        Contact contact =
                (Contact) read(Lists.CONTACTS, "{\"ContactID\":\"c\",\"ContactStatus\":\"GDPRREQUEST\",\"Name\":null}")
                        .entity();
        assertThat(contact.getStatus()).isEqualTo("ARCHIVED");
        assertThat(contact.getName()).isEmpty();
    }

    @Test
    void splitsJournalAmountsIntoDebitAndCredit() {
        LedgerRecord record = read(Lists.JOURNALS, """
                {"JournalID":"j","JournalNumber":30,"CreatedDateUTC":"/Date(1573755038314+0000)/","JournalDate":"/Date(1773964800000+0000)/",
                 "SourceType":"ACCREC","SourceID":"s","JournalLines":[
                 {"JournalLineID":"1","AccountID":"a","NetAmount":-10.50,"TaxAmount":0},{"AccountID":"b","NetAmount":10.50},{"AccountID":"c","NetAmount":0}]}""");
        Journal journal = (Journal) record.entity();
        assertThat(record.updatedAt()).isEqualTo(Instant.parse("2019-11-14T18:10:38.314Z"));
        assertThat(journal.getNumber()).isEqualTo("30");
        assertThat(journal.getLines().get(0).getCredit()).isEqualByComparingTo(new BigDecimal("10.50"));
        assertThat(journal.getLines().get(0).getDebit()).isNull();
        assertThat(journal.getLines().get(1).getDebit()).isEqualByComparingTo(new BigDecimal("10.50"));
        assertThat(journal.getLines().get(2).getDebit()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void tellsMoneyInFromMoneyOut() {
        assertThat(payment("ACCRECPAYMENT").getDirection()).isEqualTo("RECEIVE");
        assertThat(payment("ACCPAYPAYMENT").getDirection()).isEqualTo("SPEND");
        assertThat(payment("ARCREDITPAYMENT").getDirection()).isEqualTo("SPEND");
        assertThat(payment("APCREDITPAYMENT").getDirection()).isEqualTo("RECEIVE");
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
        assertThatThrownBy(() -> read(Lists.INVOICES, json))
                .isInstanceOfSatisfying(UnreadableRecord.class, unreadable -> {
                    assertThat(unreadable).hasMessage(message);
                    assertThat(unreadable.sourceType()).isEqualTo("Invoice");
                });
    }

    private static Payment payment(String type) {
        return (Payment) read(Lists.PAYMENTS, "{\"PaymentID\":\"p\",\"PaymentType\":\"" + type + "\"}")
                .entity();
    }

    private static LedgerRecord read(XeroList list, String json) {
        return list.read(JSON.readTree(json));
    }
}
