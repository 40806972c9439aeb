package io.ledgersync.sandbox;

import static io.ledgersync.sandbox.App.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class XeroApiTest {
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final BooksSpec SIZES = new BooksSpec(Map.of(
            "Account", 40, "Contact", 100, "Invoice", 250, "Payment", 60, "BankTransaction", 90, "Journal", 340));

    private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-23T12:00:00Z"));
    private static Sandbox sandbox;
    private static App app;
    private static int made;

    private String id;
    private String token;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(new SandboxSettings(
                0,
                null,
                new TokenSettings(
                        Duration.ofDays(9),
                        Duration.ofDays(9),
                        Duration.ofDays(9),
                        Duration.ofDays(9),
                        Duration.ofDays(9)),
                true,
                true,
                CLOCK));
        app = new App(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void define() {
        id = "x" + ++made;
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", id, "Books", 5, SIZES))
                .quota(id, QuotaSpec.unlimited());
        token = app.link("XERO", id);
    }

    private JsonNode get(String call, String... headers) {
        HttpResponse<String> answer = app.xero(token, id, call, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static Instant updated(JsonNode row) {
        return Instant.ofEpochMilli(
                Long.parseLong(row.path("UpdatedDateUTC").asString().split("[(+]", -1)[1]));
    }

    @Test
    void pagesSayWhereTheyAreAndTogetherHoldEveryRowOnce() {
        List<String> ids = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            JsonNode answer = get("Invoices?page=" + page + "&pageSize=100");
            assertThat(answer.path("pagination").path("page").asInt()).isEqualTo(page);
            assertThat(answer.path("pagination").path("pageSize").asInt()).isEqualTo(100);
            assertThat(answer.path("pagination").path("pageCount").asInt()).isEqualTo(3);
            assertThat(answer.path("pagination").path("itemCount").asInt()).isEqualTo(250);
            answer.path("Invoices").forEach(row -> {
                ids.add(row.path("InvoiceID").asString());
                assertThat(row.path("LineItems")).isNotEmpty();
            });
        }
        assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void aPageIsAHundredUnlessSaidAndAThousandAtMost() {
        assertThat(get("Invoices?page=1").path("Invoices")).hasSize(100);
        JsonNode clamped = get("Invoices?page=1&pageSize=5000");
        assertThat(clamped.path("Invoices")).hasSize(250);
        assertThat(clamped.path("pagination").path("pageSize").asInt()).isEqualTo(1000);
        assertThat(get("Invoices?page=1&pageSize=0").path("Invoices")).hasSize(1);
    }

    @Test
    void withoutAPageThereAreSummariesWithoutLines() {
        JsonNode answer = get("Invoices");
        assertThat(answer.has("pagination")).isFalse();
        assertThat(answer.path("Invoices")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("LineItems").isArray()).isTrue();
            assertThat(row.path("LineItems")).isEmpty();
            assertThat(row.has("Total")).isTrue();
        });
        JsonNode full = get("Invoices?page=1").path("Invoices").path(0);
        assertThat(answer.path("Invoices").path(0).path("Total").decimalValue())
                .isEqualTo(full.path("Total").decimalValue());
        assertThat(app.xero(token, id, "Invoices").body()).contains("\"AmountCredited\":0.00");
    }

    @Test
    void archivedContactsAreShownToWhoAsksForThem() {
        assertThat(get("Contacts?page=1&pageSize=1000").path("Contacts")).hasSize(98);
        assertThat(get("Contacts?page=1&pageSize=1000&includeArchived=true").path("Contacts"))
                .hasSize(100);
    }

    @Test
    void idsAreReadTogetherAndUnknownOnesLeftOut() {
        List<String> ids = new ArrayList<>();
        get("Invoices?page=1&pageSize=53")
                .path("Invoices")
                .forEach(row -> ids.add(row.path("InvoiceID").asString()));
        JsonNode two = get("Invoices?page=1&pageSize=1000&IDs=" + ids.get(3) + ",00000000-0000-0000-0000-000000000000,"
                + ids.get(1));
        assertThat(two.path("Invoices")).hasSize(2).allSatisfy(row -> assertThat(row.path("LineItems"))
                .isNotEmpty());
        assertThat(app.xero(token, id, "Invoices?page=1&IDs=" + String.join(",", ids))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("Invoices/" + ids.get(0)).path("Invoices")).singleElement();
        assertThat(app.xero(token, id, "Payments/00000000-0000-0000-0000-000000000000")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void sinceAMomentOnlyWhatChangedSinceIsGivenAndNothingIsAnEmptyList() {
        CLOCK.pass(Duration.ofSeconds(10));
        Instant before = CLOCK.instant();
        assertThat(get("Invoices?page=1", "If-Modified-Since", since(before))
                        .path("Invoices")
                        .isArray())
                .isTrue();
        assertThat(get("Invoices?page=1", "If-Modified-Since", since(before)).path("Invoices"))
                .isEmpty();
        String edited = sandbox.define().edits(id).editAny("Invoice");
        JsonNode answer = get("Invoices?page=1", "If-Modified-Since", since(before));
        assertThat(answer.path("Invoices"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("InvoiceID").asString()).isEqualTo(edited));
        assertThat(answer.path("pagination").path("itemCount").asInt()).isEqualTo(1);
        assertThat(get("Accounts", "If-Modified-Since", since(before)).path("Accounts"))
                .isEmpty();
        assertThat(get("Invoices?page=1&pageSize=1000", "If-Modified-Since", "not a time")
                        .path("Invoices"))
                .hasSize(250);
    }

    private static String since(Instant moment) {
        return SINCE.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    }

    /** The walk by which a reader misses nothing: always the first page, from the second of the newest row seen. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theWalkByLastChangeSeesEveryRowAsItStandsWhileTheBooksAreEdited(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        int[] left = {40};
        sandbox.define().afterEachCall(id, edits -> {
            CLOCK.pass(Duration.ofMillis(chance.nextInt(3000)));
            for (int i = chance.nextInt(4); i > 0 && left[0]-- > 0; i--) {
                switch (chance.nextInt(4)) {
                    case 0 -> edits.add("Invoice");
                    case 1 -> edits.voidAny("Invoice");
                    case 2 -> edits.deleteAny("Invoice");
                    default -> edits.editAny("Invoice");
                }
            }
        });
        Map<String, JsonNode> seen = new HashMap<>();
        Instant newest = null;
        boolean news = true;
        int calls = 0;
        boolean atRest = false;
        while (news || !atRest) {
            atRest = left[0] <= 0;
            assertThat(++calls).as("seed %d", seed).isLessThan(200);
            JsonNode page = newest == null
                    ? get("Invoices?unitdp=4&page=1&pageSize=30")
                    : get("Invoices?unitdp=4&page=1&pageSize=30", "If-Modified-Since", since(newest));
            news = false;
            Instant last = Instant.MIN;
            for (JsonNode row : page.path("Invoices")) {
                assertThat(updated(row)).isAfterOrEqualTo(last);
                last = updated(row);
                news |= !row.equals(seen.put(row.path("InvoiceID").asString(), row));
                newest = last;
            }
            CLOCK.pass(Duration.ofSeconds(1));
        }
        sandbox.define().afterEachCall(id, null);
        Map<String, JsonNode> there = new HashMap<>();
        sandbox.query().forEach(id, "Invoice", (key, row) -> there.put(key, json(row)));
        assertThat(seen).as("seed %d", seed).containsOnlyKeys(there.keySet());
        there.forEach(
                (key, row) -> assertThat(seen.get(key)).as("seed %d", seed).isEqualTo(row));
    }

    private static JsonNode json(JsonNode row) {
        return App.JSON.readTree(row.toString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return App.json(answer);
    }

    @Test
    void journalsAreWalkedByOffsetUntilThereAreNoMore() {
        sandbox.define().afterEachCall(id, edits -> edits.add("Invoice"));
        Set<Integer> numbers = new HashSet<>();
        int offset = 0;
        JsonNode journals;
        int calls = 0;
        do {
            if (calls++ == 3) {
                sandbox.define().afterEachCall(id, null);
            }
            journals = get("Journals?offset=" + offset).path("Journals");
            assertThat(journals.size()).isLessThanOrEqualTo(100);
            for (JsonNode journal : journals) {
                assertThat(journal.path("JournalNumber").asInt()).isGreaterThan(offset);
                offset = journal.path("JournalNumber").asInt();
                numbers.add(offset);
            }
        } while (!journals.isEmpty());
        assertThat(numbers).hasSize(sandbox.query().counts(id).get("Journal")).hasSizeGreaterThan(340);
    }

    @Test
    void saysWhatIsLeftAndRefusesWithTheHeadersOfTheRealOne() {
        sandbox.define().quota(id, new QuotaSpec(3, 100, 0, 0, 0));
        HttpResponse<String> first = app.xero(token, id, "Accounts");
        assertThat(first.headers().firstValue("X-MinLimit-Remaining")).contains("2");
        assertThat(first.headers().firstValue("X-DayLimit-Remaining")).contains("99");
        assertThat(first.headers().firstValue("X-AppMinLimit-Remaining")).isPresent();
        app.xero(token, id, "Accounts");
        app.xero(token, id, "Accounts");
        HttpResponse<String> refused = app.xero(token, id, "Accounts");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("X-Rate-Limit-Problem")).contains("minute");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(sandbox.query().throttled(id)).isEqualTo(1);
    }

    @Test
    void faultsStrikeTheCallsTheyNameAsOftenAsSaid() {
        sandbox.define().fault(id, FaultRule.status("/Invoices", 2, 503, "Service Unavailable"));
        assertThat(app.xero(token, id, "Accounts").statusCode()).isEqualTo(200);
        assertThat(app.xero(token, id, "Invoices?page=1").statusCode()).isEqualTo(503);
        assertThat(app.xero(token, id, "Invoices?page=1").body()).isEqualTo("Service Unavailable");
        assertThat(app.xero(token, id, "Invoices?page=1").statusCode()).isEqualTo(200);
        sandbox.define().fault(id, FaultRule.torn("/Invoices", 1));
        assertThat(app.xero(token, id, "Invoices?page=1").body()).endsWith("\"InvoiceID\":");
        sandbox.define().fault(id, FaultRule.cut("/Invoices", 1, 1000));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> app.xero(token, id, "Invoices?page=1"))
                .isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(app.xero(token, id, "Invoices?page=1").statusCode()).isEqualTo(200);
    }
}
