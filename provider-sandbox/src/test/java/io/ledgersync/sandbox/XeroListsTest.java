package io.ledgersync.sandbox;

import static io.ledgersync.sandbox.App.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.books.HighVolume;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class XeroListsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static Sandbox sandbox;
    private static App app;
    private static int made;

    private String id;
    private String token;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(new SandboxSettings(0, null, TokenSettings.REAL, true, true, new MovedClock(NOW)));
        app = new App(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void define() {
        define(BooksSpec.wholeXero()
                .with("PurchaseOrder", 130)
                .with("Quote", 130)
                .with("BankTransfer", 130));
    }

    private void define(BooksSpec sizes) {
        id = "w" + ++made;
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", id, "Whole Books", 5, sizes))
                .quota(id, QuotaSpec.unlimited());
        token = app.link("XERO", id);
    }

    private JsonNode get(String call, String... headers) {
        HttpResponse<String> answer = app.xero(token, id, call, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return App.json(answer);
    }

    private int status(String call) {
        return app.xero(token, id, call).statusCode();
    }

    @Test
    void aContactThatIsMergedAwayIsArchivedAndNamesTheOther() {
        String loser = sandbox.define().edits(id).mergeAny("Contact");

        JsonNode row = get("Contacts/" + loser).path("Contacts").path(0);

        assertThat(row.path("ContactStatus").asString()).isEqualTo("ARCHIVED");
        assertThat(row.path("MergedToContactID").asString()).isNotEmpty().isNotEqualTo(loser);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contacts",
                "Invoices",
                "CreditNotes",
                "BankTransactions",
                "Payments",
                "Prepayments",
                "Overpayments",
                "ManualJournals",
                "PurchaseOrders"
            })
    void pagedListsSayHowManyThereAreAndShowSummariesWithoutAPage(String list) {
        int all = sandbox.query().counts(id).get(list.substring(0, list.length() - 1));
        JsonNode page = get(list + "?page=1&pageSize=7&includeArchived=true");
        assertThat(page.path(list)).hasSize(7);
        assertThat(page.path("pagination").path("itemCount").asInt()).isEqualTo(all);
        assertThat(page.path("pagination").path("pageCount").asInt()).isEqualTo((all + 6) / 7);
        JsonNode summaries = get(list + "?includeArchived=true");
        assertThat(summaries.has("pagination")).isFalse();
        assertThat(summaries.path(list)).hasSize(all);
        for (String lines : List.of("LineItems", "JournalLines")) {
            assertThat(page.path(list).path(0).path(lines).size() > 0)
                    .as("%s has %s in pages alone", list, lines)
                    .isEqualTo(page.path(list).path(0).has(lines));
            assertThat(summaries.path(list).path(0).path(lines)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Accounts,Account",
        "BankTransfers,BankTransfer",
        "BatchPayments,BatchPayment",
        "TaxRates,TaxRate",
        "TrackingCategories,TrackingCategory",
        "Currencies,Currency",
        "Items,Item",
        "Users,User",
        "Budgets,Budget"
    })
    void otherListsGiveEverythingWhateverPageIsAskedFor(String list, String type) {
        int all = sandbox.query().counts(id).get(type);
        assertThat(all).isPositive();
        String whole = "includeArchived=true&includeDeleted=true";
        for (String call : List.of(list + "?" + whole, list + "?page=3&pageSize=2&" + whole)) {
            assertThat(get(call).path(list)).hasSize(all);
            assertThat(get(call).has("pagination")).isFalse();
        }
    }

    @Test
    void quotesAndLinkedTransactionsHaveBarePagesOfAHundred() {
        assertThat(get("Quotes?page=1&pageSize=1000").path("Quotes")).hasSize(100);
        assertThat(get("Quotes?page=2").path("Quotes")).hasSize(30);
        assertThat(get("Quotes?page=3").path("Quotes")).isEmpty();
        assertThat(get("Quotes?page=1").has("pagination")).isFalse();
        assertThat(get("LinkedTransactions?page=1").path("LinkedTransactions")).isNotEmpty();
    }

    @Test
    void whatIsArchivedOrDeletedIsShownToWhoAsksForIt() {
        assertThat(get("TrackingCategories").path("TrackingCategories")).hasSize(2);
        assertThat(get("TrackingCategories?includeArchived=true").path("TrackingCategories"))
                .hasSize(3);
        String deleted = sandbox.define().edits(id).deleteAny("BankTransfer");
        assertThat(get("BankTransfers").path("BankTransfers")).hasSize(124);
        assertThat(get("BankTransfers?includeDeleted=true").path("BankTransfers"))
                .hasSize(130)
                .anySatisfy(row -> {
                    assertThat(row.path("BankTransferID").asString()).isEqualTo(deleted);
                    assertThat(row.path("Status").asString()).isEqualTo("DELETED");
                });
        String item = sandbox.define().edits(id).deleteAny("Item");
        assertThat(get("Items").path("Items"))
                .isNotEmpty()
                .noneSatisfy(row -> assertThat(row.path("ItemID").asString()).isEqualTo(item));
    }

    @Test
    void aChangeIsSeenBySinceWhereTheListHeedsIt() {
        Edits edits = sandbox.define().edits(id);
        Map<String, String> heeding = new HashMap<>(Map.of(
                "Accounts",
                "Account",
                "Contacts",
                "Contact",
                "Invoices",
                "Invoice",
                "CreditNotes",
                "CreditNote",
                "BankTransactions",
                "BankTransaction",
                "BankTransfers",
                "BankTransfer",
                "Payments",
                "Payment",
                "BatchPayments",
                "BatchPayment",
                "Prepayments",
                "Prepayment",
                "Overpayments",
                "Overpayment"));
        heeding.putAll(Map.of("ManualJournals", "ManualJournal", "Items", "Item", "Users", "User", "Quotes", "Quote"));
        heeding.forEach((list, type) -> {
            String edited = edits.editAny(type);
            assertThat(get(list + "?page=1&includeArchived=true", "If-Modified-Since", "2026-11-23T11:00:00")
                            .path(list))
                    .as(list)
                    .anySatisfy(
                            row -> assertThat(row.path(type + "ID").asString()).isEqualTo(edited))
                    .hasSizeLessThan(10);
        });
        edits.editAny("TaxRate");
        assertThat(get("TaxRates", "If-Modified-Since", "2026-11-23T11:00:00").path("TaxRates"))
                .hasSize(sandbox.query().counts(id).get("TaxRate"));
        assertThat(get("Journals?offset=0", "If-Modified-Since", "2026-11-23T11:00:00")
                        .path("Journals"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("CreatedDateUTC").asString())
                        .isEqualTo("/Date(" + NOW.toEpochMilli() + "+0000)/"));
    }

    private List<String> found(String where) {
        List<String> numbers = new ArrayList<>();
        get("Invoices?page=1&pageSize=1000&where=" + encoded(where))
                .path("Invoices")
                .forEach(row -> numbers.add(row.path("InvoiceNumber").asString()));
        return numbers;
    }

    @Test
    void whereIsUnderstoodInTheFormsThatAreDocumented() {
        JsonNode invoice = get("Invoices?page=1").path("Invoices").path(40);
        String number = invoice.path("InvoiceNumber").asString();
        String contact = invoice.path("Contact").path("ContactID").asString();
        assertThat(found("InvoiceNumber==\"" + number + "\"")).containsExactly(number);
        assertThat(found("InvoiceID=guid(\"" + invoice.path("InvoiceID").asString() + "\")"))
                .containsExactly(number);
        assertThat(found("Contact.ContactID==Guid(\"" + contact + "\") AND Type==\""
                        + invoice.path("Type").asString() + "\""))
                .contains(number);
        assertThat(found("Date<DateTime(1970,01,01)")).isNotEmpty();
        assertThat(found("Date>=DateTime(2024, 3, 1) && Date < DateTime(2024,4,1)"))
                .isNotEmpty();
        assertThat(found("AmountDue > 0 AND Status==\"PAID\"")).isEmpty();
        assertThat(found("InvoiceNumber.StartsWith(\"INV-1\") AND (Status==\"PAID\" OR AmountPaid>=0)"))
                .contains("INV-1", "INV-10");
        assertThat(found("Reference!=null")).hasSize(600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where=Status",
                "where=Status%3D%3D",
                "where=status%3D%3D%22PAID%22",
                "where=Status~%22A%22",
                "where=Date.AddDays(1)%3D%3DDateTime(2020,1,1)",
                "where=Date%3DDateTime(2020,13,1)",
                "where=(Status%3D%22PAID%22",
                "order=name%20sideways%20DESC"
            })
    void whatCannotBeUnderstoodIsRefused(String query) {
        HttpResponse<String> answer = app.xero(token, id, "Invoices?page=1&" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(App.json(answer).path("Type").asString()).isEqualTo("QueryParseException");
    }

    @Test
    void statusesIdsAndContactsNarrowAListAndMakeItPaged() {
        JsonNode drafts = get("Invoices?Statuses=DRAFT,SUBMITTED");
        assertThat(drafts.has("pagination")).isTrue();
        assertThat(drafts.path("Invoices")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("Status").asString()).isIn("DRAFT", "SUBMITTED");
            assertThat(row.path("LineItems")).isNotEmpty();
        });
        String contact = drafts.path("Invoices")
                .path(0)
                .path("Contact")
                .path("ContactID")
                .asString();
        assertThat(get("Invoices?page=1&ContactIDs=" + contact).path("Invoices"))
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row.path("Contact").path("ContactID").asString())
                                .isEqualTo(contact));
        JsonNode brief = get("Invoices?summaryOnly=true");
        assertThat(brief.has("pagination")).isTrue();
        assertThat(brief.path("Invoices").path(0).has("LineItems")).isFalse();
    }

    @Test
    void anOrderMayBeAskedFor() {
        List<BigDecimal> totals = new ArrayList<>();
        get("Invoices?page=1&pageSize=1000&order=Total%20DESC")
                .path("Invoices")
                .forEach(row -> totals.add(row.path("Total").decimalValue()));
        assertThat(totals).hasSize(600).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void unitPricesHaveTwoPlacesUnlessFourAreAskedFor() {
        BigDecimal most = BigDecimal.ZERO;
        for (String call : List.of("Invoices?page=1", "Invoices?page=1&unitdp=4")) {
            most = BigDecimal.ZERO;
            for (JsonNode row : get(call).path("Invoices")) {
                for (JsonNode line : row.path("LineItems")) {
                    BigDecimal unit = line.path("UnitAmount").decimalValue().stripTrailingZeros();
                    most = most.max(BigDecimal.valueOf(unit.scale()));
                }
            }
            assertThat(most.intValue()).isEqualTo(call.endsWith("4") ? 4 : 2);
        }
        assertThat(get("Items")
                        .path("Items")
                        .path(1)
                        .path("SalesDetails")
                        .path("UnitPrice")
                        .decimalValue()
                        .scale())
                .isEqualTo(2);
    }

    @Test
    void veryLargeListsAreNotAskedWithoutPagesOrByJustAnything() {
        sandbox.define().highVolume(id, new HighVolume(500, false));
        assertThat(status("Invoices")).isEqualTo(400);
        assertThat(status("Invoices?page=1&where=" + encoded("Total>5"))).isEqualTo(400);
        assertThat(status("Invoices?page=1&order=Total")).isEqualTo(400);
        assertThat(status("Invoices?page=1&where=" + encoded("Status==\"PAID\"")))
                .isEqualTo(200);
        assertThat(status("Invoices?page=1")).isEqualTo(200);
        assertThat(status("Users")).isEqualTo(200);
        sandbox.define().highVolume(id, new HighVolume(500, true));
        assertThat(status("Invoices?page=1")).isEqualTo(400);
        assertThat(status("Payments?page=1")).isEqualTo(200);
        assertThat(status("Invoices?page=1&Statuses=DELETED")).isEqualTo(200);
        assertThat(status("Invoices?page=1&Statuses=PAID,AUTHORISED,DRAFT,SUBMITTED"))
                .isEqualTo(400);
    }

    /** Of 600 invoices, one was made on each of 600 days from 2 January 2024. */
    @Test
    void aRangeOfDatesOrAMomentOfChangeThatLeavesTooManyIsRefusedToo() {
        sandbox.define().highVolume(id, new HighVolume(500, true));
        String dated = "Invoices?page=1&where=";
        assertThat(status(dated + encoded("Date>=DateTime(2024,03,01)"))).isEqualTo(400);
        assertThat(status(dated + encoded("Date>=DateTime(2025,01,01)"))).isEqualTo(200);
        assertThat(status(dated + encoded("Date>=DateTime(2024,03,01) AND Date<DateTime(2025,03,01)")))
                .isEqualTo(200);
        assertThat(status(dated + encoded("Date>=DateTime(2025,01,01) OR Status==\"PAID\"")))
                .isEqualTo(400);
        assertThat(app.xero(token, id, "Invoices?page=1", "If-Modified-Since", "2024-02-01T00:00:00")
                        .statusCode())
                .isEqualTo(400);
        assertThat(app.xero(token, id, "Invoices?page=1", "If-Modified-Since", "2025-01-01T00:00:00")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "200,where,Status==\"PAID\"",
        "200,where,Date>DateTime(2024;01;01)",
        "200,where,InvoiceID==guid(\"x\") OR InvoiceId==guid(\"y\")",
        "200,order,UpdatedDateUTC DESC",
        "200,order,Date",
        "400,where,UpdatedDateUTC>DateTime(2024;01;01)",
        "400,where,Status==\"PAID\" OR Status==\"DRAFT\"",
        "400,where,Status!=\"PAID\"",
        "400,where,Reference.StartsWith(\"R\")",
        "400,order,Status"
    })
    void aVeryLargeListIsFilteredAndSortedByItsDocumentedFieldsAlone(int status, String by, String clause) {
        sandbox.define().highVolume(id, new HighVolume(500, false));
        assertThat(status("Invoices?page=1&" + by + "=" + encoded(clause.replace(';', ','))))
                .isEqualTo(status);
    }

    @Test
    void aPageSizeActsOnlyWithAPage() {
        assertThat(get("Invoices?Statuses=PAID,AUTHORISED&pageSize=7").path("Invoices"))
                .hasSize(100);
        assertThat(get("Invoices?Statuses=PAID,AUTHORISED&pageSize=7&page=1").path("Invoices"))
                .hasSize(7);
    }

    @Test
    void anAddressThatIsTooLongIsNoAddress() {
        String clause = "Reference==\"" + "long".repeat(600) + "\"";
        assertThat(status("Invoices?page=1&where=" + encoded(clause))).isEqualTo(404);
    }

    @Test
    void theOrganisationCanChangeAndItsYearWithIt() {
        sandbox.define().edits(id).change("Organisation", id, row -> row.put("FinancialYearEndMonth", 12));
        sandbox.define().edits(id).edit("Organisation", id);
        JsonNode row = get("Organisation").path("Organisations").path(0);
        assertThat(row.path("FinancialYearEndMonth").asInt()).isEqualTo(12);
        assertThat(row.path("Name").asString()).startsWith("Edited");
        assertThat(sandbox.query().counts(id)).doesNotContainKey("Organisation");
    }

    @Test
    void theTrialBalanceIsThatOfTheJournalsWithEarlierYearsInRetainedEarnings() {
        sandbox.define().edits(id).voidAny("Invoice");
        Map<String, BigDecimal> all = new HashMap<>();
        sandbox.query().forEach(id, "Journal", (key, row) -> row.path("JournalLines")
                .forEach(line -> all.merge(
                        line.path("AccountID").asString(),
                        line.path("NetAmount").decimalValue(),
                        BigDecimal::add)));
        JsonNode report =
                get("Reports/TrialBalance?date=2026-11-23").path("Reports").path(0);
        assertThat(report.path("ReportDate").asString()).isEqualTo("23 November 2026");
        Map<String, BigDecimal> shown = new HashMap<>();
        BigDecimal[] sum = {BigDecimal.ZERO};
        for (JsonNode section : report.path("Rows")) {
            for (JsonNode row : section.path("Rows")) {
                if (row.path("RowType").asString().equals("Row")) {
                    BigDecimal debit = amount(row.path("Cells").path(3));
                    BigDecimal credit = amount(row.path("Cells").path(4));
                    sum[0] = sum[0].add(debit).subtract(credit);
                    shown.put(
                            row.path("Cells")
                                    .path(0)
                                    .path("Attributes")
                                    .path(0)
                                    .path("Value")
                                    .asString(),
                            debit.subtract(credit));
                }
            }
        }
        assertThat(sum[0]).isEqualByComparingTo(BigDecimal.ZERO);
        BigDecimal[] earlier = {BigDecimal.ZERO};
        sandbox.query().forEach(id, "Account", (key, row) -> {
            BigDecimal ever = all.getOrDefault(key, BigDecimal.ZERO);
            BigDecimal now = shown.getOrDefault(key, BigDecimal.ZERO);
            String category = row.path("Class").asString();
            if (category.equals("REVENUE") || category.equals("EXPENSE")) {
                earlier[0] = earlier[0].add(ever.subtract(now));
            } else if (!row.path("SystemAccount").asString("").equals("RETAINEDEARNINGS")) {
                assertThat(now).as("balance of %s", row).isEqualByComparingTo(ever);
            } else {
                earlier[0] = earlier[0].subtract(now.subtract(ever));
            }
        });
        assertThat(earlier[0]).isEqualByComparingTo(BigDecimal.ZERO);
    }

    private static BigDecimal amount(JsonNode cell) {
        String text = cell.path("Value").asString();
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    @Test
    void oneIsFoundByItsIdAndAJournalByItsNumberToo() {
        for (String list : List.of("Accounts", "CreditNotes", "BankTransfers", "ManualJournals", "TaxRates")) {
            JsonNode row = get(list + "?page=1&unitdp=2").path(list).path(2);
            String key = list.equals("TaxRates") ? "TaxType" : list.substring(0, list.length() - 1) + "ID";
            assertThat(get(list + "/" + row.path(key).asString()).path(list).path(0))
                    .isEqualTo(row);
        }
        JsonNode journal = get("Journals?offset=20").path("Journals").path(0);
        JsonNode one = get("Journals/" + journal.path("JournalNumber").asInt())
                .path("Journals")
                .path(0);
        assertThat(one.path("JournalID")).isEqualTo(journal.path("JournalID"));
        assertThat(one.has("SourceID")).isFalse();
        assertThat(status("Journals/10")).as("number 11 is missing").isEqualTo(200);
        assertThat(status("Journals/11")).isEqualTo(404);
        assertThat(status("Organisation/" + id)).as("it has no address").isEqualTo(404);
        assertThat(status("Currencies/GBP")).as("it has no address").isEqualTo(404);
        assertThat(status("Pigeons")).isEqualTo(404);
    }

    @Test
    void documentsMayBeInOtherCurrenciesAndOlderThanComputers() {
        assertThat(found("CurrencyCode==\"USD\" AND CurrencyRate>1.2")).isNotEmpty();
        assertThat(get("Invoices?page=1&where=" + encoded("Date<DateTime(1970,1,1)"))
                        .path("Invoices")
                        .path(0)
                        .path("Date")
                        .asString())
                .startsWith("/Date(-");
        assertThat(get("Payments?page=1&where=" + encoded("CurrencyRate>1")).path("Payments"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("BankAmount").decimalValue())
                        .isLessThan(row.path("Amount").decimalValue()));
    }

    @Test
    void thousandsOfRecordsMayBeOfOneSecond() {
        define(new BooksSpec(Map.of("Account", 12, "Contact", 5, "Invoice", 3000)).crowded("Invoice", 2500));
        Map<String, Integer> seconds = new HashMap<>();
        String last = "";
        for (int page = 1; page <= 3; page++) {
            for (JsonNode row :
                    get("Invoices?unitdp=4&pageSize=1000&page=" + page).path("Invoices")) {
                String stamp = row.path("UpdatedDateUTC").asString();
                assertThat(stamp).isGreaterThanOrEqualTo(last);
                last = stamp;
                seconds.merge(row.path("UpdatedDateUTCString").asString(), 1, Integer::sum);
            }
        }
        assertThat(seconds.values()).contains(2500);
    }

    @Test
    void someChangesMoveNoStampAndAreSeenByWhoReadsAll() {
        Map<String, JsonNode> before = new HashMap<>();
        List<String> order = new ArrayList<>();
        get("Invoices?page=1&pageSize=1000&unitdp=4").path("Invoices").forEach(row -> {
            before.put(row.path("InvoiceID").asString(), row);
            order.add(row.path("InvoiceID").asString());
        });
        String changed = sandbox.define().edits(id).editUnseen("Invoice");
        assertThat(get("Invoices?page=1", "If-Modified-Since", "2026-11-23T11:00:00")
                        .path("Invoices"))
                .isEmpty();
        List<String> after = new ArrayList<>();
        get("Invoices?page=1&pageSize=1000&unitdp=4").path("Invoices").forEach(row -> {
            String key = row.path("InvoiceID").asString();
            after.add(key);
            assertThat(row.equals(before.get(key))).isEqualTo(!key.equals(changed));
            assertThat(row.path("UpdatedDateUTC")).isEqualTo(before.get(key).path("UpdatedDateUTC"));
        });
        assertThat(after).isEqualTo(order);
    }

    @Test
    void aRecordMayBeOfEightMegabytes() {
        String large = sandbox.define().edits(id).enlarge("Invoice", 8 * 1024 * 1024);
        HttpResponse<String> answer = app.xero(token, id, "Invoices/" + large);
        assertThat(answer.body().length()).isBetween(8 * 1024 * 1024, 9 * 1024 * 1024);
        assertThat(App.json(answer).path("Invoices").path(0).path("InvoiceID").asString())
                .isEqualTo(large);
    }
}
