package io.ledgersync.xero.stream;

import static io.ledgersync.xero.stream.Bodies.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.contract.ledger.Tracking;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals, and those that somebody wrote by hand. */
class PostingsTest {

    /** https://developer.xero.com/documentation/api/accounting/journals */
    @Test
    void readsAJournalWithTheTaxCodesOfItsLines() {
        Object journal = Bodies.read("Journals", """
                {"JournalID":"j","JournalDate":"/Date(1539993600000+0000)/","JournalNumber":1,"CreatedDateUTC":"/Date(1541176243467+0000)/",
                 "Reference":"Red Fish, Blue Fish","SourceID":"s","SourceType":"ACCREC","JournalLines":[
                  {"JournalLineID":"1","AccountID":"a","AccountCode":"610","AccountType":"CURRENT","AccountName":"Accounts Receivable",
                   "Description":"","NetAmount":40.0,"GrossAmount":40.0,"TaxAmount":0.0,"TrackingCategories":[]},
                  {"JournalLineID":"2","AccountID":"b","AccountCode":"200","AccountType":"REVENUE","AccountName":"Sales","Description":"Acme Tires",
                   "NetAmount":-40.0,"GrossAmount":-40.0,"TaxAmount":0.0,"TaxType":"NONE","TaxName":"No GST",
                   "TrackingCategories":[{"Name":"Region","Option":"North","TrackingCategoryID":"t","TrackingOptionID":"o"}]}]}""");

        assertThat(journal)
                .isEqualTo(Journal.newBuilder()
                        .setNumber("1")
                        .setStatus("POSTED")
                        .setDate(LocalDate.of(2018, 10, 20))
                        .setReference("Red Fish, Blue Fish")
                        .setDocumentType("ACCREC")
                        .setDocumentId("s")
                        .setLines(List.of(
                                JournalLine.newBuilder()
                                        .setId("1")
                                        .setAccountId("a")
                                        .setAccountCode("610")
                                        .setAccountName("Accounts Receivable")
                                        .setDebit(number("40"))
                                        .setTaxAmount(number("0"))
                                        .build(),
                                JournalLine.newBuilder()
                                        .setId("2")
                                        .setAccountId("b")
                                        .setAccountCode("200")
                                        .setAccountName("Sales")
                                        .setDescription("Acme Tires")
                                        .setCredit(number("40"))
                                        .setTaxAmount(number("0"))
                                        .setTaxCode("NONE")
                                        .setTracking(List.of(new Tracking("Region", "North", "o")))
                                        .build()))
                        .build());
    }

    /**
     * https://developer.xero.com/documentation/api/accounting/manualjournals: debits are positive, credits negative.
     */
    @Test
    void readsAManualJournalWithoutItsBlankLines() {
        Object journal = Bodies.read("ManualJournals", """
                {"ManualJournalID":"m","Date":"/Date(1553126400000+0000)/","Status":"POSTED","LineAmountTypes":"Inclusive",
                 "Narration":"Accrued expenses","ShowOnCashBasisReports":true,"JournalLines":[
                  {"LineAmount":55.00,"AccountCode":"433","AccountID":"a","Description":"Coded","TaxType":"INPUT","TaxAmount":5.00,"IsBlank":false,
                   "Tracking":[{"Name":"Region","Option":"West","TrackingOptionID":"o"}]},
                  {"LineAmount":-55.00,"AccountCode":"620","AccountID":"b","TaxType":"NONE","TaxAmount":0.00,"IsBlank":false},
                  {"LineAmount":0.00,"Description":"","IsBlank":true}]}""");

        assertThat(journal)
                .isEqualTo(Journal.newBuilder()
                        .setStatus("POSTED")
                        .setDate(LocalDate.of(2019, 3, 21))
                        .setMemo("Accrued expenses")
                        .setAmountsIncludeTax(true)
                        .setLines(List.of(
                                JournalLine.newBuilder()
                                        .setAccountId("a")
                                        .setAccountCode("433")
                                        .setDescription("Coded")
                                        .setDebit(number("55"))
                                        .setTaxAmount(number("5"))
                                        .setTaxCode("INPUT")
                                        .setTracking(List.of(new Tracking("Region", "West", "o")))
                                        .build(),
                                JournalLine.newBuilder()
                                        .setAccountId("b")
                                        .setAccountCode("620")
                                        .setCredit(number("55"))
                                        .setTaxAmount(number("0"))
                                        .setTaxCode("NONE")
                                        .build()))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRAFT", "POSTED", "DELETED", "VOIDED", "ARCHIVED"})
    void knowsEveryStateOfAManualJournal(String status) {
        Journal journal =
                (Journal) Bodies.read("ManualJournals", "{\"ManualJournalID\":\"m\",\"Status\":\"" + status + "\"}");

        assertThat(journal.getStatus()).isEqualTo(status);
    }
}
