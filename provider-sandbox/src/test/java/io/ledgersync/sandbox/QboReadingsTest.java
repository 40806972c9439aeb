package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.qbo.QboReadings;
import io.ledgersync.sandbox.qbo.QboReadings.Untold;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is unconfirmed of the real QuickBooks Online, read one way and the other. */
class QboReadingsTest {
    private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-23T12:00:00Z"));
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
        define(BooksSpec.wholeQbo());
        read(any -> QboReadings.USUAL);
    }

    private void define(BooksSpec sizes) {
        id = "99" + ++made;
        sandbox.define()
                .organisation(OrganisationSpec.generated("QBO", id, "Readings", 5, sizes))
                .quota(id, QuotaSpec.unlimited());
        token = app.link("QBO", id);
    }

    private static void read(UnaryOperator<QboReadings> change) {
        sandbox.define().qbo(change);
    }

    private HttpResponse<String> cdc(String entities, String since) {
        return app.qbo(token, id, "cdc?entities=" + entities + "&changedSince=" + App.encoded(since));
    }

    private JsonNode changed(String entities) {
        HttpResponse<String> answer = cdc(entities, "2026-11-23T12:00:00Z");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return App.json(answer).path("CDCResponse").path(0).path("QueryResponse");
    }

    private static List<String> ids(JsonNode rows) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.path("Id").asString()));
        return ids;
    }

    private List<String> selected(String query) {
        JsonNode answer = App.json(app.select(token, id, query)).path("QueryResponse");
        return ids(answer.iterator().next());
    }

    @Test
    void theEdgeOfAMomentOfChangeIsInclusiveOrNot() {
        Instant at = CLOCK.instant();
        sandbox.define().edits(id).editAny("Invoice");
        JsonNode inclusive =
                App.json(cdc("Invoice", at.toString())).path("CDCResponse").path(0);
        read(now -> now.withInclusiveEdge(false));
        JsonNode exclusive =
                App.json(cdc("Invoice", at.toString())).path("CDCResponse").path(0);

        assertThat(inclusive.path("QueryResponse").path(0).path("Invoice")).hasSize(1);
        assertThat(exclusive.path("QueryResponse").path(0)).isEmpty();
    }

    @Test
    void aThousandObjectsAreTheMostOfABatchOrOfEachItem() {
        define(BooksSpec.wholeQbo().with("Invoice", 1500));
        String[] queries = {"SELECT * FROM Invoice MAXRESULTS 1000", "SELECT * FROM Account MAXRESULTS 1000"};
        JsonNode shared = App.json(app.batch(token, id, queries)).path("BatchItemResponse");
        read(now -> now.withCapPerBatch(false));
        JsonNode each = App.json(app.batch(token, id, queries)).path("BatchItemResponse");

        assertThat(shared.path(1).path("QueryResponse")).isEmpty();
        assertThat(each.path(0).path("QueryResponse").path("Invoice")).hasSize(1000);
        assertThat(each.path(1).path("QueryResponse").path("Account")).hasSize(45);
    }

    @Test
    void aThousandChangesAreTheMostOfAnAnswerOrOfEachEntity() {
        define(BooksSpec.wholeQbo().with("Invoice", 1100));
        for (String invoice : sandbox.query().idsByChange(id, "Invoice", 0, 1100)) {
            sandbox.define().edits(id).edit("Invoice", invoice);
        }
        sandbox.define().edits(id).editAny("Vendor");
        JsonNode shared = changed("Invoice,Vendor");
        read(now -> now.withChangesCapPerEntity(true));
        JsonNode each = changed("Invoice,Vendor");

        assertThat(shared.path(1)).isEmpty();
        assertThat(each.path(0).path("Invoice")).hasSize(1000);
        assertThat(each.path(1).path("Vendor")).hasSize(1);
    }

    @Test
    void changesComeOldestFirstOrLatestFirst() {
        List<String> edited = new ArrayList<>();
        for (String vendor : sandbox.query().idsByChange(id, "Vendor", 0, 3)) {
            CLOCK.pass(Duration.ofSeconds(1));
            sandbox.define().edits(id).edit("Vendor", vendor);
            edited.add(vendor);
        }
        List<String> ascending = ids(changed("Vendor").path(0).path("Vendor"));
        read(now -> now.withChangesDescending(true));
        List<String> descending = ids(changed("Vendor").path(0).path("Vendor"));

        assertThat(ascending).isEqualTo(edited);
        assertThat(descending).containsExactly(edited.get(2), edited.get(1), edited.get(0));
    }

    @Test
    void entitiesOfWhichNobodySpeaksAreToldLeftOutOrRefused() {
        sandbox.define().edits(id).editAny("CreditCardPayment");
        sandbox.define().edits(id).edit("CompanyInfo", "1");
        String entities = "CreditCardPayment,Budget,CompanyInfo,Preferences,Account";
        JsonNode told = changed(entities);
        read(now -> now.withUntoldChanges(Untold.LEFT_OUT));
        JsonNode left = changed(entities);
        read(now -> now.withUntoldChanges(Untold.REFUSED));

        assertThat(told.path(0).path("CreditCardPaymentTxn")).hasSize(1);
        assertThat(told.path(2).path("CompanyInfo")).hasSize(1);
        assertThat(left).hasSize(1);
        assertThat(cdc(entities, "2026-11-23T12:00:00Z").statusCode()).isEqualTo(400);
        assertThat(cdc("Account", "2026-11-23T12:00:00Z").statusCode()).isEqualTo(200);
    }

    @Test
    void aBatchIsAnsweredInItsOwnOrderOrInAnyOther() {
        String[] queries = new String[12];
        java.util.Arrays.fill(queries, "SELECT * FROM Term");
        List<String> ordered = bIds(queries);
        read(now -> now.withShuffledBatches(true));
        List<String> shuffled = bIds(queries);

        assertThat(ordered).startsWith("q0", "q1", "q2");
        assertThat(shuffled).isNotEqualTo(ordered).containsExactlyInAnyOrderElementsOf(ordered);
    }

    private List<String> bIds(String... queries) {
        List<String> bIds = new ArrayList<>();
        App.json(app.batch(token, id, queries))
                .path("BatchItemResponse")
                .forEach(item -> bIds.add(item.path("bId").asString()));
        return bIds;
    }

    @Test
    void rowsOfOneMomentComeInTheSameOrderInEveryCallOrInAnother() {
        define(BooksSpec.wholeQbo().crowded("Invoice", 60));
        String query = "SELECT * FROM Invoice ORDERBY MetaData.CreateTime MAXRESULTS 1000";
        List<String> stable = selected(query);
        assertThat(selected(query)).isEqualTo(stable);
        read(now -> now.withStableTies(false));
        List<String> once = selected(query);
        List<String> again = selected(query);

        assertThat(again).isNotEqualTo(once).containsExactlyInAnyOrderElementsOf(stable);
        assertThat(again.subList(0, 150)).isEqualTo(stable.subList(0, 150));
    }

    @Test
    void aRefusalIsXmlOrJsonAndSaysHowLongOrNot() {
        sandbox.define().quota(id, new QuotaSpec(0, 0, 0, 0, 0, 0)).quota(id, new QuotaSpec(1, 0, 0, 0, 0));
        app.select(token, id, "select * from Term");
        HttpResponse<String> xml = app.select(token, id, "select * from Term");
        read(now -> now.withRefusalsInJson(true).withRetryAfter(true));
        HttpResponse<String> json = app.select(token, id, "select * from Term");

        assertThat(xml.statusCode()).isEqualTo(429);
        assertThat(xml.body()).startsWith("<?xml");
        assertThat(xml.headers().firstValue("Retry-After")).isEmpty();
        assertThat(App.json(json)
                        .path("Fault")
                        .path("Error")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("3001");
        assertThat(json.headers().firstValue("Retry-After")).contains("60");
    }

    @Test
    void aBatchCountsAsOneCallOrAsManyAndARefusedCallCountsOrDoesNot() {
        sandbox.define().quota(id, new QuotaSpec(4, 0, 0, 0, 0));
        String[] three = {"SELECT * FROM Term", "SELECT * FROM Class", "SELECT * FROM Account"};
        assertThat(app.batch(token, id, three).statusCode()).isEqualTo(200);
        read(now -> now.withBatchCountsItems(true));
        assertThat(app.batch(token, id, three).statusCode()).isEqualTo(200);
        assertThat(app.select(token, id, "select * from Term").statusCode()).isEqualTo(429);
        sandbox.define().quota(id, new QuotaSpec(6, 0, 0, 0, 0));
        read(now -> now.withRefusedCount(true));
        assertThat(app.batch(token, id, three).statusCode()).isEqualTo(429);
        assertThat(app.select(token, id, "select * from Term").statusCode()).isEqualTo(429);
    }

    @Test
    void aTimeWithoutAnOffsetIsMeantInOneZoneOrAnother() {
        String query = "SELECT * FROM Vendor WHERE MetaData.LastUpdatedTime >= '2026-11-23T10:00:00' MAXRESULTS 1000";
        sandbox.define().edits(id).editAny("Vendor");
        int inUtc = selected(query).size();
        read(now -> now.withBareZone(ZoneId.of("America/Los_Angeles")));
        JsonNode pacific = App.json(app.select(token, id, query)).path("QueryResponse");

        assertThat(inUtc).isEqualTo(1);
        assertThat(pacific).isEmpty();
        assertThat(cdc("Vendor", "2026-11-23T04:00:00").body()).contains("\"Vendor\"");
    }

    @Test
    void answersArePackedOrNot() {
        read(now -> now.withGzip(false));
        assertThat(app.select(token, id, "select * from Invoice").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void theMonthsReadsBlockTheAppOnceTheyAreUsedUp() {
        sandbox.define().qboMonth(1_000_000);
        assertThat(app.select(token, id, "select * from Term").statusCode()).isEqualTo(200);
        sandbox.define().qboMonth(1);
        assertThat(app.select(token, id, "select * from Term").statusCode()).isEqualTo(429);
        sandbox.define().qboMonth(0);
        assertThat(app.select(token, id, "select * from Term").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"false,1", "true,3"})
    void aBatchAndAChangeCallAreMeteredAsOneReadOrAsManyAsTheirQuestions(boolean questions, int reads) {
        read(now -> now.withMonthCountsQuestions(questions).withBatchCountsItems(!questions));
        int metered = sandbox.query().qboMonth();
        assertThat(app.batch(token, id, "SELECT * FROM Term", "SELECT * FROM Class", "SELECT * FROM Account")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sandbox.query().qboMonth() - metered).isEqualTo(reads);
        changed("Term,Class,Account");
        assertThat(sandbox.query().qboMonth() - metered).isEqualTo(2 * reads);
        app.select(token, id, "select * from Term");
        assertThat(sandbox.query().qboMonth() - metered).isEqualTo(2 * reads + 1);
    }

    @Test
    void aPaymentMovesTheStampOfWhatItSettlesAndNotItsToken() {
        sandbox.define().edits(id).add("Payment");
        JsonNode invoice = changed("Invoice").path(0).path("Invoice").path(0);
        assertThat(invoice.path("SyncToken").asString()).isEqualTo("0");
        assertThat(invoice.path("LinkedTxn")).isNotEmpty();
    }

    @Test
    void aPostingStampsTheAccountsAndPartiesThatItTouchesWhereThatIsDefined() {
        sandbox.define().edits(id).editAny("Invoice");
        JsonNode alone = changed("Account,Customer");
        CLOCK.pass(Duration.ofSeconds(5));
        sandbox.define().restamping(id, true).edits(id).editAny("Invoice");
        JsonNode touched = changed("Account,Customer");

        assertThat(alone.path(0)).isEmpty();
        assertThat(touched.path(0).path("Account")).isNotEmpty();
        assertThat(touched.path(1).path("Customer")).hasSize(1);
        assertThat(touched.path(1).path("Customer").path(0).path("SyncToken").asString())
                .isEqualTo("0");
    }

    @Test
    void theReportReadsTheNamesOfPeriodsByTheCompanysOwnYear() {
        sandbox.define().edits(id).change("CompanyInfo", "1", info -> info.put("FiscalYearStartMonth", "April"));
        JsonNode year = report("This Fiscal Year-to-date");
        JsonNode quarter = report("Last Fiscal Quarter");
        JsonNode month = report("last month");

        assertThat(year.path("StartPeriod").asString()).isEqualTo("2026-04-01");
        assertThat(year.path("EndPeriod").asString()).isEqualTo("2026-11-23");
        assertThat(quarter.path("StartPeriod").asString()).isEqualTo("2026-07-01");
        assertThat(quarter.path("EndPeriod").asString()).isEqualTo("2026-09-30");
        assertThat(month.path("StartPeriod").asString()).isEqualTo("2026-10-01");
        assertThat(app.qbo(token, id, "reports/TrialBalance?date_macro=Someday").statusCode())
                .isEqualTo(400);
    }

    private JsonNode report(String macro) {
        HttpResponse<String> answer = app.qbo(token, id, "reports/TrialBalance?date_macro=" + App.encoded(macro));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return App.json(answer).path("Header");
    }
}
