package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import io.ledgersync.sandbox.xero.XeroReadings;
import io.ledgersync.sandbox.xero.XeroReadings.Hidden;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is unconfirmed of the real Xero, read one way and the other. */
class XeroReadingsTest {
    private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-23T12:00:00.400Z"));
    private static Sandbox sandbox;
    private static App app;
    private static int made;

    private String id;
    private String token;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory().withClock(CLOCK));
        app = new App(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void define() {
        id = "readings-" + ++made;
        sandbox.define()
                .xero(any -> XeroReadings.USUAL)
                .organisation(OrganisationSpec.generated(
                        "XERO", id, "Readings", 5, BooksSpec.wholeXero().crowded("ManualJournal", 24)))
                .quota(id, QuotaSpec.unlimited());
        token = app.link("XERO", id);
    }

    private static void read(UnaryOperator<XeroReadings> change) {
        sandbox.define().xero(change);
    }

    private JsonNode get(String call, String... headers) {
        HttpResponse<String> answer = app.xero(token, id, call, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return App.json(answer);
    }

    private static List<String> ids(JsonNode rows, String field) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.path(field).asString()));
        return ids;
    }

    @Test
    void theEdgeOfIfModifiedSinceIsInclusiveOrNot() {
        String edited = sandbox.define().edits(id).editAny("Contact");
        String[] since = {"If-Modified-Since", "2026-11-23T12:00:00"};
        read(now -> now.withInclusiveEdge(true));
        List<String> inclusive = ids(get("Contacts?page=1", since).path("Contacts"), "ContactID");
        read(now -> now.withInclusiveEdge(false));
        List<String> exclusive = ids(get("Contacts?page=1", since).path("Contacts"), "ContactID");

        assertThat(inclusive).containsExactly(edited);
        assertThat(exclusive).isEmpty();
    }

    @Test
    void rowsOfOneMomentComeInTheSameOrderInEveryCallOrInAnother() {
        List<String> once = ids(get("ManualJournals?page=1").path("ManualJournals"), "ManualJournalID");
        List<String> again = ids(get("ManualJournals?page=1").path("ManualJournals"), "ManualJournalID");
        assertThat(again).isEqualTo(once);
    }

    @Test
    void rowsThatAreEditedInOneMomentComeInAnyOrderWhereNoneIsDocumented() {
        for (int i = 0; i < 20; i++) {
            sandbox.define().edits(id).editAny("ManualJournal");
        }
        read(now -> now.withStableTies(false));
        List<String> once = ids(get("ManualJournals?page=1").path("ManualJournals"), "ManualJournalID");
        List<String> again = ids(get("ManualJournals?page=1").path("ManualJournals"), "ManualJournalID");

        assertThat(again).isNotEqualTo(once).containsExactlyInAnyOrderElementsOf(once);
    }

    @Test
    void journalsMayComeInShortPagesBeforeTheEnd() {
        List<String> whole = journals();
        read(now -> now.withShortJournals(true));
        List<String> sizes = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (JsonNode page = get("Journals").path("Journals"); !page.isEmpty(); ) {
            sizes.add(Integer.toString(page.size()));
            numbers.addAll(ids(page, "JournalNumber"));
            page = get("Journals?offset=" + numbers.get(numbers.size() - 1)).path("Journals");
        }

        assertThat(numbers).isEqualTo(whole);
        assertThat(sizes.subList(0, sizes.size() - 1)).anyMatch(size -> Integer.parseInt(size) < 100);
    }

    private List<String> journals() {
        List<String> numbers = new ArrayList<>();
        for (JsonNode page = get("Journals").path("Journals"); !page.isEmpty(); ) {
            numbers.addAll(ids(page, "JournalNumber"));
            page = get("Journals?offset=" + numbers.get(numbers.size() - 1)).path("Journals");
        }
        return numbers;
    }

    @Test
    void deletedAccountsAndEndedInvoicesAreListedOrHidden() {
        String account = sandbox.query().idsByChange(id, "Account", 30, 1).get(0);
        sandbox.define().edits(id).change("Account", account, row -> row.put("Status", "DELETED"));
        List<String> invoices = sandbox.query().idsByChange(id, "Invoice", 0, 2);
        sandbox.define().edits(id).change("Invoice", invoices.get(0), row -> row.put("Status", "DELETED"));
        sandbox.define().edits(id).change("Invoice", invoices.get(1), row -> row.put("Status", "ARCHIVED"));
        String all = "Invoices?page=1&pageSize=1000";
        assertThat(ids(get("Accounts").path("Accounts"), "AccountID")).contains(account);
        assertThat(ids(get(all).path("Invoices"), "InvoiceID")).containsAll(invoices);

        read(now -> now.hiding(Hidden.values()));

        assertThat(ids(get("Accounts").path("Accounts"), "AccountID")).doesNotContain(account);
        assertThat(ids(get(all).path("Invoices"), "InvoiceID")).doesNotContainAnyElementsOf(invoices);
        assertThat(ids(get(all + "&Statuses=DELETED").path("Invoices"), "InvoiceID"))
                .containsExactly(invoices.get(0));
        assertThat(ids(get(all + "&includeArchived=true").path("Invoices"), "InvoiceID"))
                .contains(invoices.get(1));
    }

    @Test
    void theAppsMinuteIsCalledOneThingOrAnotherAndSaysHowLongOrNot() {
        CLOCK.pass(Duration.ofMinutes(1));
        sandbox.define().xeroAppMinute(1);
        get("Users");
        HttpResponse<String> bare = app.xero(token, id, "Users");
        read(now -> now.withAppProblem("app-minute").withEveryRetryAfter(true));
        HttpResponse<String> timed = app.xero(token, id, "Users");
        sandbox.define().xeroAppMinute(0);

        assertThat(bare.headers().firstValue("X-Rate-Limit-Problem")).contains("appminute");
        assertThat(bare.headers().firstValue("Retry-After")).isEmpty();
        assertThat(timed.headers().firstValue("X-Rate-Limit-Problem")).contains("app-minute");
        assertThat(timed.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aRefusalForCallsAtATimeSaysHowLongOrNot() {
        sandbox.define()
                .quota(id, new QuotaSpec(0, 0, 1, 0, 0))
                .fault(id, FaultRule.slow("/Users", 1, Duration.ofMillis(50)));
        // By the provider's clock, which stands still, it is not over yet.
        get("Users");
        HttpResponse<String> bare = app.xero(token, id, "Users");
        read(now -> now.withEveryRetryAfter(true));
        HttpResponse<String> timed = app.xero(token, id, "Users");

        assertThat(bare.headers().firstValue("X-Rate-Limit-Problem")).contains("concurrent");
        assertThat(bare.headers().firstValue("Retry-After")).isEmpty();
        assertThat(timed.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aRefusedCallCountsOrDoesNot() {
        sandbox.define().quota(id, new QuotaSpec(0, 1, 0, 0, 0));
        get("Users");
        app.xero(token, id, "Users");
        sandbox.define().quota(id, new QuotaSpec(0, 3, 0, 0, 0));
        HttpResponse<String> second = app.xero(token, id, "Users");
        read(now -> now.withRefusedCount(true));
        sandbox.define().quota(id, new QuotaSpec(0, 2, 0, 0, 0));
        app.xero(token, id, "Users");
        sandbox.define().quota(id, new QuotaSpec(0, 4, 0, 0, 0));
        HttpResponse<String> fourth = app.xero(token, id, "Users");

        assertThat(second.headers().firstValue("X-DayLimit-Remaining")).contains("1");
        assertThat(fourth.headers().firstValue("X-DayLimit-Remaining")).contains("0");
    }

    @Test
    void anotherInstallationsCallsUseUpTheAppsMinuteToo() {
        sandbox.define().xeroAppMinute(3);
        CLOCK.pass(Duration.ofMinutes(1));
        sandbox.define().otherCalls(id, 2, CLOCK.instant());
        HttpResponse<String> last = app.xero(token, id, "Users");
        HttpResponse<String> refused = app.xero(token, id, "Users");
        sandbox.define().xeroAppMinute(0);

        assertThat(last.headers().firstValue("X-AppMinLimit-Remaining")).contains("0");
        assertThat(refused.statusCode()).isEqualTo(429);
    }

    @Test
    void answersArePackedOrNot() {
        String[] accepts = {"Accept-Encoding", "gzip"};
        HttpResponse<String> packed = app.xero(token, id, "Invoices?page=1", accepts);
        read(now -> now.withGzip(false));
        HttpResponse<String> plain = app.xero(token, id, "Invoices?page=1", accepts);

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void rowsWithOneStampAreInTheOrderOfTheirIdsLastGroupFirst() {
        for (int i = 0; i < 30; i++) {
            sandbox.define().edits(id).editAny("Contact");
        }
        List<String> ids = ids(
                get("Contacts?page=1&includeArchived=true", "If-Modified-Since", "2026-11-23T11:59:00")
                        .path("Contacts"),
                "ContactID");

        assertThat(ids).hasSizeGreaterThan(10);
        assertThat(ids.stream().map(one -> one.substring(24)).toList()).isSorted();
    }
}
