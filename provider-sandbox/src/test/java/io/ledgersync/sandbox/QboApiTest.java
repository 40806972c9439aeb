package io.ledgersync.sandbox;

import static io.ledgersync.sandbox.App.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QboApiTest {
    private static final BooksSpec SIZES = new BooksSpec(Map.of(
            "Account",
            40,
            "Customer",
            90,
            "Vendor",
            40,
            "Item",
            60,
            "Invoice",
            1700,
            "Payment",
            800,
            "Purchase",
            400,
            "JournalEntry",
            100));

    private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-23T12:00:00Z"));
    private static Sandbox sandbox;
    private static App app;
    private static int made = 100;

    private String id;
    private String token;
    private Edits edits;

    @BeforeAll
    static void start() {
        Duration long_ = Duration.ofDays(99);
        sandbox = Sandbox.start(
                new SandboxSettings(0, null, new TokenSettings(long_, long_, long_, long_, long_), true, true, CLOCK));
        app = new App(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void define() {
        id = Integer.toString(++made);
        sandbox.define()
                .organisation(OrganisationSpec.generated("QBO", id, "Books", 5, SIZES))
                .quota(id, QuotaSpec.unlimited());
        token = app.link("QBO", id);
        edits = sandbox.define().edits(id);
    }

    private JsonNode select(String query) {
        HttpResponse<String> answer = app.select(token, id, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("QueryResponse");
    }

    private static Instant created(JsonNode row) {
        return OffsetDateTime.parse(row.path("MetaData").path("CreateTime").asString())
                .toInstant();
    }

    private static Instant updated(JsonNode row) {
        return OffsetDateTime.parse(row.path("MetaData").path("LastUpdatedTime").asString())
                .toInstant();
    }

    @Test
    void pagesOfAWindowHoldEveryRowOnceAndSayHowManyTheyAre() {
        assertThat(select("SELECT count(*) FROM Invoice").path("totalCount").asInt())
                .isEqualTo(1700);
        List<String> ids = new ArrayList<>();
        for (int from = 1; from <= 2001; from += 1000) {
            JsonNode page = select(
                    "SELECT * FROM Invoice WHERE MetaData.CreateTime >= '2024-01-01T00:00:00Z' AND MetaData.CreateTime < '2027-01-01T00:00:00Z'"
                            + " ORDERBY MetaData.CreateTime STARTPOSITION " + from + " MAXRESULTS 1000");
            Instant last = Instant.MIN;
            for (JsonNode row : page.path("Invoice")) {
                assertThat(created(row)).isAfterOrEqualTo(last);
                last = created(row);
                ids.add(row.path("Id").asString());
            }
            if (page.has("Invoice")) {
                assertThat(page.path("maxResults").asInt())
                        .isEqualTo(page.path("Invoice").size());
                assertThat(page.path("startPosition").asInt()).isEqualTo(from);
            } else {
                assertThat(page).isEmpty();
            }
        }
        assertThat(ids).hasSize(1700).doesNotHaveDuplicates();
    }

    @Test
    void withoutAnOrderTheNewestChangeOfDocumentsComesFirst() {
        CLOCK.pass(Duration.ofSeconds(10));
        String edited = edits.editAny("Invoice");
        JsonNode rows = select("SELECT * FROM Invoice").path("Invoice");
        assertThat(rows).hasSize(100);
        assertThat(rows.path(0).path("Id").asString()).isEqualTo(edited);
        for (int i = 1; i < rows.size(); i++) {
            assertThat(updated(rows.path(i))).isBeforeOrEqualTo(updated(rows.path(i - 1)));
        }
    }

    @Test
    void inactiveNamesAreShownToWhoAsksForThem() {
        edits.deleteAny("Customer");
        assertThat(select("SELECT * FROM Customer MAXRESULTS 1000").path("Customer"))
                .hasSize(89);
        assertThat(select("SELECT * FROM Customer WHERE Active IN (true, false) MAXRESULTS 1000")
                        .path("Customer"))
                .hasSize(90);
        assertThat(select("SELECT * FROM Customer WHERE Active = false").path("Customer"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("DisplayName").asString()).endsWith(" (deleted)"));
        assertThat(select("SELECT count(*) FROM Customer WHERE Active IN (true, false)")
                        .path("totalCount")
                        .asInt())
                .isEqualTo(90);
    }

    @Test
    void badQueriesAreRefusedInTheProvidersWords() {
        HttpResponse<String> property = app.select(token, id, "SELECT * FROM Invoice WHERE PrivateNote = 'x'");
        assertThat(property.statusCode()).isEqualTo(400);
        JsonNode error = json(property).path("Fault").path("Error").path(0);
        assertThat(error.path("code").asString()).isEqualTo("4001");
        assertThat(error.path("Detail").asString()).contains("property 'PrivateNote' is not queryable");
        for (String query : List.of("SELECT FROM Invoice", "SELECT * FROM Nothing")) {
            assertThat(json(app.select(token, id, query))
                            .path("Fault")
                            .path("Error")
                            .path(0)
                            .path("code")
                            .asString())
                    .as(query)
                    .isEqualTo("4000");
        }
    }

    @Test
    void aCompanyIsReadByQuery() {
        JsonNode company =
                select("select * from CompanyInfo").path("CompanyInfo").path(0);
        assertThat(company.path("CompanyName").asString()).isEqualTo("Books");
    }

    @Test
    void aBatchAnswersEachItemAndAThousandObjectsAtMost() {
        JsonNode answer = json(app.batch(
                token,
                id,
                "SELECT * FROM Account MAXRESULTS 1000",
                "SELECT nonsense",
                "SELECT * FROM Invoice MAXRESULTS 1000",
                "SELECT * FROM Purchase MAXRESULTS 1000"));
        JsonNode items = answer.path("BatchItemResponse");
        assertThat(items).hasSize(4);
        assertThat(items.path(0).path("bId").asString()).isEqualTo("q0");
        assertThat(items.path(0).path("QueryResponse").path("Account")).hasSize(40);
        assertThat(items.path(1)
                        .path("Fault")
                        .path("Error")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("4000");
        assertThat(items.path(2).path("QueryResponse").path("Invoice")).hasSize(960);
        assertThat(items.path(3).path("QueryResponse")).isEmpty();
        String[] many = Collections.nCopies(31, "SELECT * FROM Account").toArray(String[]::new);
        assertThat(app.batch(token, id, many).statusCode()).isEqualTo(400);
    }

    private JsonNode changes(String entities, Instant since) {
        HttpResponse<String> answer =
                app.qbo(token, id, "cdc?entities=" + entities + "&changedSince=" + App.encoded(since.toString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("CDCResponse").path(0).path("QueryResponse");
    }

    @Test
    void changesNameWhatWasEditedAndWhatIsGone() {
        CLOCK.pass(Duration.ofHours(1));
        Instant since = CLOCK.instant();
        assertThat(changes("Invoice,Customer,Payment", since)).hasSize(3).allSatisfy(list -> assertThat(list)
                .isEmpty());
        String edited = edits.editAny("Invoice");
        edits.delete("Invoice", edited.equals("1607") ? "1608" : "1607");
        String inactive = edits.deleteAny("Customer");
        JsonNode answer = changes("Invoice,Customer,Payment", since);
        JsonNode invoices = answer.path(0).path("Invoice");
        assertThat(invoices).hasSize(2);
        assertThat(invoices.path(0).path("Id").asString()).isEqualTo(edited);
        assertThat(invoices.path(0).has("Line")).isTrue();
        assertThat(invoices.path(1).path("status").asString()).isEqualTo("Deleted");
        assertThat(invoices.path(1).has("SyncToken")).isFalse();
        assertThat(updated(invoices.path(1))).isEqualTo(since);
        JsonNode customers = answer.path(1).path("Customer");
        assertThat(customers).singleElement().satisfies(row -> {
            assertThat(row.path("Id").asString()).isEqualTo(inactive);
            assertThat(row.path("Active").asBoolean()).isFalse();
        });
        assertThat(answer.path(2)).isEmpty();
        assertThat(select("SELECT * FROM Invoice WHERE Id IN ('1607', '1608', '" + edited + "')")
                        .path("Invoice"))
                .noneMatch(row -> row.path("status").asString("").equals("Deleted"));
    }

    @Test
    void whoIsMergedAwayIsInactiveOrGoneAndWhoVanishesIsInNoChanges() {
        CLOCK.pass(Duration.ofHours(1));
        Instant since = CLOCK.instant();
        Set<String> merged = Set.of(edits.mergeAny("Customer"), edits.mergeAny("Customer"));
        String vanished = edits.vanishAny("Invoice");

        JsonNode answer = changes("Customer,Invoice", since);

        assertThat(answer.path(0).path("Customer"))
                .extracting(row -> row.path("Id").asString())
                .containsExactlyInAnyOrderElementsOf(merged);
        assertThat(answer.path(0).path("Customer"))
                .allMatch(row -> row.path("status").asString("").equals("Deleted")
                        || !row.path("Active").asBoolean(true));
        assertThat(answer.path(1)).isEmpty();
        assertThat(select("SELECT count(*) FROM Invoice WHERE Id = '" + vanished + "'")
                        .path("totalCount")
                        .asInt())
                .isZero();
    }

    @Test
    void changesStopAtAThousandObjectsAndCutTheDeletedFirst() {
        CLOCK.pass(Duration.ofHours(1));
        Instant since = CLOCK.instant();
        for (int i = 1601; i <= 1605; i++) {
            edits.delete("Invoice", Integer.toString(i));
        }
        for (int i = 603; i <= 1600; i++) {
            edits.edit("Invoice", Integer.toString(i));
        }
        JsonNode rows = changes("Invoice,Payment", since).path(0).path("Invoice");
        assertThat(rows).hasSize(1000);
        assertThat(rows)
                .filteredOn(row -> row.path("status").asString("").equals("Deleted"))
                .hasSize(2);
        edits.editAny("Payment");
        assertThat(changes("Invoice,Payment", since).path(1)).isEmpty();
        assertThat(changes("Payment", since).path(0).path("Payment")).hasSize(1);
    }

    @Test
    void changesReachBackThirtyDays() {
        HttpResponse<String> answer = app.qbo(
                token,
                id,
                "cdc?entities=Invoice&changedSince="
                        + App.encoded(CLOCK.instant().minus(Duration.ofDays(31)).toString()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("older than fixed days");
    }

    @Test
    void aRefusalIsXmlWithoutATimeToWait() {
        sandbox.define().quota(id, new QuotaSpec(1, 0, 0, 0, 0));
        assertThat(app.select(token, id, "SELECT * FROM Account").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = app.select(token, id, "SELECT * FROM Account");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/xml");
        assertThat(refused.body()).contains("ThrottleExceeded; errorCode=003001; statusCode=429");
    }
}
