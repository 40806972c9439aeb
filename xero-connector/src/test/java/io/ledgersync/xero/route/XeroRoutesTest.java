package io.ledgersync.xero.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.xero.RecordedData;
import io.ledgersync.xero.ask.DateWindow;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import io.ledgersync.xero.stream.Lists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every reply is routed: recorded ones, documented ones and nonsense. */
class XeroRoutesTest {
    private static final Instant SENT = Instant.parse("2026-11-23T08:00:00Z");
    private static final XeroQuestion INVOICES = new XeroQuestion.FirstPage(Lists.INVOICES, null, 1000);
    private static final XeroQuestion JOURNALS = new XeroQuestion.JournalsAfter(Lists.JOURNALS, 0);
    private static final XeroQuestion REPORT = new XeroQuestion.Everything(Lists.TRIAL_BALANCE, null);
    private static final XeroQuestion ONE = new XeroQuestion.ByIds(Lists.PAYMENTS, List.of("p"));

    @Test
    void routesTheRecordedErrors() throws IOException {
        assertThat(recorded("access_token_expired")).isInstanceOf(Fault.TokenRefused.class);
        assertThat(recorded("bad_token")).isInstanceOf(Fault.TokenRefused.class);
        assertThat(recorded("bad_tenant")).isInstanceOfSatisfying(Fault.Fatal.class, fatal -> assertThat(fatal.code())
                .isEqualTo("AUTH_FAILED"));
        assertThat(recorded("rate_limit_exceeded")).isInstanceOfSatisfying(Fault.Throttled.class, throttled -> {
            assertThat(throttled.limit()).isEqualTo(Fault.Limit.MINUTE);
            assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(22));
        });
        assertThat(recorded("not_available")).isInstanceOf(Fault.Unavailable.class);
        assertThat(recorded("internal_server_error")).isInstanceOf(Fault.Unavailable.class);
    }

    @Test
    void readsEveryLimitThatA429Names() {
        assertThat(throttled(Map.of("x-rate-limit-problem", "Minute", "retry-after", "22")))
                .isEqualTo(Fault.Limit.MINUTE);
        assertThat(throttled(Map.of("x-rate-limit-problem", "day", "retry-after", "66975")))
                .isEqualTo(Fault.Limit.DAY);
        assertThat(throttled(Map.of("x-rate-limit-problem", "Daily"))).isEqualTo(Fault.Limit.DAY);
        assertThat(throttled(Map.of("x-rate-limit-problem", "concurrent"))).isEqualTo(Fault.Limit.CONCURRENT);
        assertThat(throttled(Map.of("x-rate-limit-problem", "appminute"))).isEqualTo(Fault.Limit.APP_MINUTE);
        assertThat(throttled(Map.of("x-rate-limit-problem", "app-minute"))).isEqualTo(Fault.Limit.APP_MINUTE);
        assertThat(throttled(Map.of("x-daylimit-remaining", "0", "x-minlimit-remaining", "3")))
                .isEqualTo(Fault.Limit.DAY);
        assertThat(throttled(Map.of())).isEqualTo(Fault.Limit.UNKNOWN);
    }

    @Test
    void tellsAMissingScopeFromAnExpiredToken() {
        for (String challenge : List.of("insufficent_scope", "Bearer error=\"insufficient_scope\"")) {
            assertThat(route(INVOICES, 401, Map.of("www-authenticate", challenge), "{}"))
                    .isInstanceOfSatisfying(Fault.Forbidden.class, forbidden -> {
                        assertThat(forbidden.code()).isEqualTo("SCOPE_MISSING");
                        assertThat(forbidden.remedy()).isNotBlank();
                    });
        }
        assertThat(route(INVOICES, 401, Map.of("www-authenticate", "Bearer error=invalid_token"), ""))
                .isInstanceOf(Fault.TokenRefused.class);
    }

    /**
     * A body that came where the scope was missing, and not always with a challenge:
     * https://github.com/XeroAPI/Xero-NetStandard/issues/97, /100.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "insufficent_scope"})
    void knowsAMissingScopeByTheBodyAlone(String challenge) {
        String body = "{\"Type\":null,\"Title\":\"Unauthorized\",\"Status\":401,"
                + "\"Detail\":\"AuthorizationUnsuccessful\",\"Instance\":\"2f3c568c\",\"Extensions\":{}}";
        assertThat(route(INVOICES, 401, Map.of("www-authenticate", challenge), body))
                .isInstanceOfSatisfying(Fault.Forbidden.class, forbidden -> assertThat(forbidden.code())
                        .isEqualTo("SCOPE_MISSING"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AuthorizationUnsuccessful",
                "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"AuthenticationUnsuccessful\"}",
                "{\"Title\":\"Unauthorized\",\"Detail\":\"TokenExpired: token expired at 04/29/2020 09:22:02\"}",
                "{\"message\":\"AuthorizationUnsuccessful\"}"
            })
    void asksForAFreshTokenWhereNothingOfXerosSpeaksOfTheScope(String body) {
        assertThat(route(INVOICES, 401, Map.of(), body)).isInstanceOf(Fault.TokenRefused.class);
    }

    @Test
    void believesAChallengeThatRefusesTheTokenItself() {
        String body = "{\"Title\":\"Unauthorized\",\"Status\":401,\"Detail\":\"AuthorizationUnsuccessful\"}";
        assertThat(route(INVOICES, 401, Map.of("www-authenticate", "Bearer error=invalid_token"), body))
                .isInstanceOf(Fault.TokenRefused.class);
    }

    @Test
    void saysThatTheTierIsTooLowForJournalsWithoutEndingTheRun() {
        for (int status : List.of(401, 403)) {
            Outcome outcome = new XeroRoutes(false)
                    .route(
                            JOURNALS,
                            reply(
                                    status,
                                    Map.of("www-authenticate", "insufficent_scope"),
                                    "{\"title\":\"Forbidden\"}"));
            assertThat(outcome).isInstanceOfSatisfying(Fault.Forbidden.class, forbidden -> assertThat(forbidden.code())
                    .isEqualTo("TIER_TOO_LOW"));
        }
    }

    @Test
    void takesARecordThatIsNotThereForAnAnswer() {
        assertThat(route(ONE, 404, Map.of(), "The resource you're looking for cannot be found"))
                .isInstanceOfSatisfying(
                        Answer.class, answer -> assertThat(answer.rows()).isEmpty());
        assertThat(route(ONE, 404, Map.of(), "<h1>The resource you're looking for cannot be found</h1>"))
                .isInstanceOf(Answer.class);
        assertThat(route(ONE, 404, Map.of(), "{\"title\":\"NotFound\",\"status\":404}"))
                .isInstanceOf(Answer.class);
        assertThat(route(INVOICES, 404, Map.of(), "")).isInstanceOf(Fault.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><head><title>404 Not Found</title></head><body><center>nginx</center></body></html>",
                "<h1>404 - File or directory not found.</h1>",
                "<!DOCTYPE html><html><title>The resource cannot be found.</title></html>",
                "{\"message\":\"no Route matched with those values\"}",
                "default backend - 404"
            })
    void takesNoPageOnTheWayToXeroForARecordThatIsNotThere(String body) {
        assertThat(route(ONE, 404, Map.of(), body)).isInstanceOf(Fault.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Not Found",
                "<html><body>Not Found</body></html>",
                "<ApiException><Message>The resource you asked for is not there</Message></ApiException>"
            })
    void takesARecordThatIsNotThereForAnAnswerInWhateverFormXeroSaysIt(String body) {
        Map<String, String> own = Map.of("xero-correlation-id", "c0ffee");
        assertThat(route(ONE, 404, own, body)).isInstanceOfSatisfying(Answer.class, answer -> assertThat(answer.rows())
                .isEmpty());
        assertThat(route(INVOICES, 404, own, body)).as("a list").isInstanceOf(Fault.Rejected.class);
        for (String list : List.of("Invoices", "Organisation", "Currencies")) {
            assertThat(route(new XeroQuestion.ByIds(Lists.named(list), List.of("i")), 404, own, body))
                    .as("%s, which have no address of one", list)
                    .isInstanceOf(Fault.Rejected.class);
        }
    }

    /** It never got as far as to look for the record. */
    @Test
    void takesThePageOfXerosWebServerForNoAnswer() {
        String page = "<h1>404 - File or directory not found.</h1>"
                + "<h3>The resource you are looking for might have been removed.</h3>";
        assertThat(route(ONE, 404, Map.of("xero-correlation-id", "c0ffee"), page))
                .isInstanceOf(Fault.Unavailable.class);
    }

    /** The words are those of a record that is not there: https://github.com/XeroAPI/xero-node/issues/404. */
    @Test
    void takesAnAddressThatIsTooLongForNoAnswer() {
        XeroQuestion many = new XeroQuestion.ByIds(Lists.INVOICES, List.of("a", "b"));
        assertThat(route(
                        many,
                        404,
                        Map.of("xero-correlation-id", "c0ffee"),
                        "The resource you're looking for cannot be found"))
                .isInstanceOf(Fault.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Forbidden",
                "<html><head><title>403 Forbidden</title></head><body>out of scope</body></html>",
                "<!DOCTYPE html><html>Blocked</html>",
                "{\"message\":\"Forbidden\"}"
            })
    void endsNoRunForA403ThatIsNotXerosOwn(String body) {
        assertThat(route(INVOICES, 403, Map.of(), body)).isInstanceOf(Fault.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Forbidden", "<html>Forbidden</html>"})
    void endsTheRunWhenXeroRefusesItInWhateverForm(String body) {
        assertThat(route(INVOICES, 403, Map.of("xero-correlation-id", "c0ffee"), body))
                .isInstanceOfSatisfying(
                        Fault.Fatal.class, fatal -> assertThat(fatal.code()).isEqualTo("AUTH_FAILED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\":null,\"Title\":\"Forbidden\",\"Status\":403,\"Detail\":\"AuthenticationUnsuccessful\"}",
                "{\"type\":null,\"title\":\"Forbidden\",\"status\":403,\"detail\":\"AuthenticationUnsuccessful\"}",
                "{\"DETAIL\":\"AuthenticationUnsuccessful\"}"
            })
    void endsTheRunWhenXeroRefusesTheOrganisation(String body) {
        assertThat(route(INVOICES, 403, Map.of(), body))
                .isInstanceOfSatisfying(
                        Fault.Fatal.class, fatal -> assertThat(fatal.code()).isEqualTo("AUTH_FAILED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>no</html>", "{\"Title\":\"Forbidden\",\"Detail\":\"no reports for this user\"}"})
    void doesWithoutAReportThatItMayNotRead(String body) {
        assertThat(route(REPORT, 403, Map.of(), body)).isInstanceOf(Fault.Forbidden.class);
    }

    @Test
    void takesNotModifiedForAnAnswerOnlyWhereChangesWereAskedFor() {
        for (XeroQuestion everything : List.of(
                INVOICES,
                REPORT,
                ONE,
                JOURNALS,
                new XeroQuestion.Everything(Lists.ACCOUNTS, null),
                new XeroQuestion.PageAt(Lists.INVOICES, null, 0, 1000))) {
            assertThat(route(everything, 304, Map.of(), ""))
                    .as("%s", everything)
                    .isInstanceOf(Fault.Unavailable.class);
        }
        for (XeroQuestion changes : List.of(
                new XeroQuestion.FirstPage(Lists.INVOICES, SENT, 1000),
                new XeroQuestion.PageAt(Lists.INVOICES, SENT, 0, 1000),
                new XeroQuestion.Everything(Lists.BATCH_PAYMENTS, SENT))) {
            assertThat(route(changes, 304, Map.of(), "")).as("%s", changes).isInstanceOf(Answer.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Accounts\":null}", "{\"Accounts\":\"\"}", "{\"Accounts\":{}}"})
    void takesNothingButAnArrayForAListWithoutRecords(String body) {
        assertThat(route(new XeroQuestion.Everything(Lists.ACCOUNTS, null), 200, Map.of(), body))
                .isInstanceOf(Fault.Unavailable.class);
    }

    @Test
    void keepsTheWordsOfAValidation() {
        String body =
                "{\"ErrorNumber\":10,\"Type\":\"ValidationException\",\"Message\":\"A validation exception occurred\","
                        + "\"Elements\":[{\"ValidationErrors\":[{\"Message\":\"Your request is not filtering Invoices efficiently\"}]}]}";
        assertThat(route(INVOICES, 400, Map.of(), body))
                .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.detail())
                        .contains("not filtering Invoices efficiently"));
    }

    @Test
    void tellsARefusalToLookThroughTooManyFromOthers() {
        String body =
                "{\"Title\":\"Bad Request\",\"Detail\":\"Your request is not filtering Contacts efficiently, given"
                        + " the extremely high volume for this organisation.\"}";
        assertThat(route(INVOICES, 400, Map.of(), body))
                .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo(XeroList.TOO_MANY));
        assertThat(route(new XeroQuestion.FirstPage(Lists.CONTACTS, null, 1000), 400, Map.of(), body))
                .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.detail())
                        .contains("Contacts are too many for Xero and have no dates"));
        assertThat(route(INVOICES, 400, Map.of(), "{\"Message\":\"no\"}"))
                .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("REJECTED"));
    }

    @Test
    void saysWhatIsNotReadWhereXeroComparesNoDatesWithNothing() {
        XeroList undated = DateWindow.ALL.get(DateWindow.ALL.size() - 1).of(Lists.INVOICES);
        String body = "{\"ErrorNumber\":16,\"Type\":\"QueryParseException\","
                + "\"Message\":\"Operator '==' incompatible with operand types 'DateTime' and 'null'\"}";
        assertThat(route(new XeroQuestion.FirstPage(undated, null, 1000), 400, Map.of(), body))
                .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.detail())
                        .contains("which Invoices have no date", "all others were read", "operand types"));
        assertThat(route(INVOICES, 400, Map.of(), body))
                .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.detail())
                        .doesNotContain("no date"));
    }

    @Test
    void waitsAsAdvisedWhileAnOrganisationIsOffline() {
        assertThat(route(INVOICES, 503, Map.of(), "The Organisation is offline"))
                .isInstanceOfSatisfying(Fault.Unavailable.class, unavailable -> assertThat(unavailable.retryAfter())
                        .isEqualTo(Duration.ofMinutes(5)));
        assertThat(route(
                        INVOICES, 503, Map.of("retry-after", "7"), "The Xero API is currently offline for maintenance"))
                .isInstanceOfSatisfying(Fault.Unavailable.class, unavailable -> assertThat(unavailable.retryAfter())
                        .isEqualTo(Duration.ofSeconds(7)));
        for (int status : List.of(500, 502, 503, 504, 408, 599, 302)) {
            assertThat(route(INVOICES, status, Map.of(), "<html>Bad gateway</html>"))
                    .isInstanceOf(Fault.Unavailable.class);
        }
    }

    @Test
    void takesNoOther200ForAnAnswer() {
        assertThat(route(INVOICES, 200, Map.of(), "<html>Sign in</html>")).isInstanceOf(Fault.Unavailable.class);
        assertThat(route(INVOICES, 200, Map.of(), "{\"Status\":\"OK\"}")).isInstanceOf(Fault.Unavailable.class);
        assertThat(route(INVOICES, 200, Map.of(), "{\"Invoices\":[]}")).isInstanceOf(Answer.class);
    }

    @Test
    void takesTheClockOfXeroWhenTheCallWasSent() {
        Outcome outcome = route(INVOICES, 200, Map.of("date", "Mon, 23 Nov 2026 09:00:02 GMT"), "{\"Invoices\":[]}");
        assertThat(((Answer) outcome).askedAt()).isEqualTo(Instant.parse("2026-11-23T09:00:01.500Z"));
    }

    @Test
    void readsWhatIsLeftOfTheLimits() {
        QuotaReport report = XeroHeaders.quota(reply(
                200,
                Map.of("x-minlimit-remaining", "59", "x-daylimit-remaining", "4999", "x-appminlimit-remaining", "9998"),
                ""));
        assertThat(report).isEqualTo(new QuotaReport(59, 4999, 9998));
        assertThat(XeroHeaders.quota(reply(403, Map.of(), ""))).isEqualTo(QuotaReport.SILENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 |  | {\"Invoices\":[]} | answer of 0",
                "200 |  | {\"Invoices\":[{\"InvoiceID\":\"i\" | unavailable null",
                "200 |  | <Response><Invoices/></Response> | unavailable null",
                "200 |  | <html>Sign in</html> | unavailable null",
                "200 |  |  | unavailable null",
                "200 |  | {\"ErrorNumber\":10,\"Type\":\"ValidationException\",\"Message\":\"m\"} | rejected REJECTED",
                "304 |  |  | unavailable null",
                "400 |  | <ApiException><Message>A validation exception occurred</Message></ApiException> | rejected REJECTED",
                "400 |  | Your request is not filtering Invoices efficiently, given the extremely high volume | rejected TOO_MANY_RECORDS",
                "401 |  |  | token refused",
                "401 | www-authenticate=Bearer error=invalid_token | {\"Title\":\"Unauthorized\",\"Detail\":\"TokenExpired\"} | token refused",
                "401 | www-authenticate=insufficent_scope | <html/> | forbidden SCOPE_MISSING",
                "403 |  | {\"Title\":\"Forbidden\",\"Detail\":\"AuthenticationUnsuccessful\"} | fatal AUTH_FAILED",
                "403 |  | <!DOCTYPE html><html>Blocked</html> | unavailable null",
                "404 |  | <html>The address is too long</html> | rejected REJECTED",
                "408 |  |  | unavailable null",
                "429 | x-rate-limit-problem=minute;retry-after=22 | <html/> | throttled MINUTE PT22S",
                "429 | x-rate-limit-problem=minute |  | throttled MINUTE null",
                "429 | x-rate-limit-problem=day;retry-after=66975 |  | throttled DAY PT18H36M15S",
                "429 | x-rate-limit-problem=day |  | throttled DAY null",
                "429 | x-rate-limit-problem=concurrent |  | throttled CONCURRENT null",
                "429 | x-rate-limit-problem=appminute;retry-after=9 |  | throttled APP_MINUTE PT9S",
                "429 | retry-after=soon |  | throttled UNKNOWN null",
                "500 |  | {\"Type\":\"Error\",\"Message\":\"An error occurred\"} | unavailable null",
                "501 |  |  | rejected REJECTED",
                "502 |  | <html>Bad gateway</html> | unavailable null",
                "503 |  | The Organisation is offline | unavailable PT5M",
                "503 | retry-after=7 |  | unavailable PT7S",
                "504 |  |  | unavailable null"
            })
    void routesEveryFault(int status, String headers, String body, String meaning) {
        assertThat(meaning(route(INVOICES, status, headers(headers), body == null ? "" : body)))
                .isEqualTo(meaning);
    }

    @Test
    void answersAPageOfWhichOneRecordIsUnreadable() {
        Row bad = new Row(List.of("Invoices"), new byte[] {1}, null, new UnreadableRecord("Invoice", "i", "no"));
        JsonNode envelope = JsonMapper.shared().readTree("{\"Invoices\":[]}");
        Outcome outcome = new XeroRoutes(true)
                .route(INVOICES, new Reply(200, Map.of(), envelope, List.of(bad), "", SENT, Duration.ZERO));
        assertThat(((Answer) outcome).rows()).containsExactly(bad);
    }

    private static Fault.Limit throttled(Map<String, String> headers) {
        return ((Fault.Throttled) route(INVOICES, 429, headers, "")).limit();
    }

    private static String meaning(Outcome outcome) {
        if (outcome instanceof Fault.Throttled throttled) {
            return "throttled " + throttled.limit() + " " + throttled.retryAfter();
        }
        if (outcome instanceof Fault.Unavailable unavailable) {
            return "unavailable " + unavailable.retryAfter();
        }
        if (outcome instanceof Fault.Rejected rejected) {
            return "rejected " + rejected.code();
        }
        if (outcome instanceof Fault.Forbidden forbidden) {
            return "forbidden " + forbidden.code();
        }
        if (outcome instanceof Fault.Fatal fatal) {
            return "fatal " + fatal.code();
        }
        return outcome instanceof Answer answer ? "answer of " + answer.rows().size() : "token refused";
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new HashMap<>();
        for (String header : text == null ? new String[0] : text.split(";")) {
            headers.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        return headers;
    }

    private static Outcome route(XeroQuestion question, int status, Map<String, String> headers, String body) {
        return new XeroRoutes(true).route(question, reply(status, headers, body));
    }

    private static Reply reply(int status, Map<String, String> headers, String body) {
        JsonNode envelope;
        try {
            envelope = body.isEmpty() ? null : JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            envelope = null;
        }
        return new Reply(status, headers, envelope, List.of(), body, SENT, Duration.ofMillis(500));
    }

    /** A recording of the VCR kind: one interaction. */
    private static Outcome recorded(String name) throws IOException {
        String yaml = new String(RecordedData.file("xero/errors/" + name + ".yml"), StandardCharsets.UTF_8);
        Map<?, ?> tape = new Yaml().load(yaml);
        Map<?, ?> response = (Map<?, ?>) ((Map<?, ?>) ((List<?>) tape.get("http_interactions")).get(0)).get("response");
        Map<String, String> headers = new HashMap<>();
        ((Map<?, ?>) response.get("headers"))
                .forEach((header, values) ->
                        headers.put(header.toString(), ((List<?>) values).get(0).toString()));
        int status = (Integer) ((Map<?, ?>) response.get("status")).get("code");
        return route(
                INVOICES,
                status,
                headers,
                ((Map<?, ?>) response.get("body")).get("string").toString());
    }
}
