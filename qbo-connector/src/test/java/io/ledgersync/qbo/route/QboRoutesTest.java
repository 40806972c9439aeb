package io.ledgersync.qbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.Row;
import io.ledgersync.qbo.RecordedData;
import io.ledgersync.qbo.ask.QboQuestion;
import io.ledgersync.qbo.stream.Lists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every reply is routed, question by question: recorded ones, documented ones and nonsense. */
class QboRoutesTest {
    private static final Instant SENT = Instant.parse("2026-11-23T08:00:00Z");
    private static final QboQuestion PAGE =
            new QboQuestion.Page(Lists.INVOICE, QboQuestion.Stretch.ALL, 0, 1000, 1000, false);
    private static final QboQuestion COUNT = new QboQuestion.Count(Lists.VENDOR, QboQuestion.Stretch.ALL, false);
    private static final Exchange QUERY = new Exchange("call", List.of(PAGE));
    private static final Exchange BATCH = new Exchange("batch", List.of(PAGE, COUNT));
    private static final Exchange CHANGES = new Exchange(
            "call",
            List.of(
                    new QboQuestion.Changes(Lists.CUSTOMER, SENT, false),
                    new QboQuestion.Changes(Lists.INVOICE, SENT, false),
                    new QboQuestion.Changes(Lists.VENDOR, SENT, false)));
    private static final String EXPIRED =
            "{\"warnings\":null,\"fault\":{\"error\":[{\"message\":\"message=AuthenticationFailed; errorCode=003200; statusCode=401\",\"detail\":\"Token expired\",\"code\":\"3200\",\"element\":null}],\"type\":\"AUTHENTICATION\"},\"queryResponse\":null,\"batchItemResponse\":[],\"time\":1633520295688,\"cdcresponse\":[]}";

    @Test
    void routesTheRecordedErrors() throws IOException {
        for (int status : List.of(429, 403)) {
            String file = status == 429 ? "too_many_requests_error" : "throttle_exceeded_error";
            assertThat(only(status, Map.of(), recorded(file)))
                    .isInstanceOfSatisfying(Fault.Throttled.class, throttled -> assertThat(throttled)
                            .isEqualTo(new Fault.Throttled(Fault.Limit.UNKNOWN, null, throttled.detail())));
        }
        assertThat(only(400, Map.of(), recorded("query_validation_error")))
                .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.detail())
                        .contains("4001", "value 0 is too small"));
    }

    @Test
    void tellsAnExpiredTokenFromAUserOrAnAppThatMayNot() {
        assertThat(only(401, Map.of(), EXPIRED)).isInstanceOf(Fault.TokenRefused.class);
        assertThat(only(401, Map.of(), "")).isInstanceOf(Fault.TokenRefused.class);
        assertThat(only(
                        401,
                        Map.of(),
                        fault(
                                "AuthenticationFault",
                                "100",
                                "AuthenticationErrorGeneral: SRV-110-Authentication Failure")))
                .isInstanceOf(Fault.TokenRefused.class);
        assertThat(fatal(only(
                        401,
                        Map.of(),
                        fault("AuthorizatonFault", "120", "You do not have access to use QuickBooks Online."))))
                .isEqualTo("AUTH_FAILED");
        assertThat(fatal(only(403, Map.of(), EXPIRED.replace("3200", "3100").replace("AUTHENTICATION", "SERVICE"))))
                .isEqualTo("AUTH_FAILED");
        assertThat(fatal(only(400, Map.of(), fault("ValidationFault", "6190", "Invalid Company Status"))))
                .isEqualTo("ORGANISATION_GONE");
        assertThat(only(401, Map.of("www-authenticate", "Bearer error=\"insufficient_scope\""), ""))
                .isInstanceOf(Fault.Forbidden.class);
    }

    @Test
    void findsAFaultInsideA200() {
        assertThat(only(200, Map.of(), fault("SystemFault", "10000", "An application error has occurred")))
                .isInstanceOf(Fault.Unavailable.class);
        assertThat(only(
                        200,
                        Map.of(),
                        fault("SystemFault", "10000", "Something you're trying to use has been made inactive")))
                .isInstanceOf(Fault.Rejected.class);
        assertThat(only(200, Map.of(), fault("ValidationFault", "4001", "property 'PrivateNote' is not queryable")))
                .isInstanceOf(Fault.Rejected.class);
        assertThat(only(200, Map.of(), fault("SERVICE", "003001", "message=ThrottleExceeded")))
                .isInstanceOf(Fault.Throttled.class);
    }

    @Test
    void namesWhatIsTooOldForChanges() {
        Outcome outcome = QboRoutes.route(
                        CHANGES,
                        reply(
                                400,
                                Map.of(),
                                fault(
                                        "ValidationFault",
                                        "4000",
                                        "Operation cdc with changedSince date 2020 which is older than fixed days is not supported."),
                                List.of()))
                .get(1);
        assertThat(outcome).isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.code())
                .isEqualTo("CHANGES_TOO_OLD"));
    }

    @Test
    void takesNoOther200ForAnAnswer() {
        assertThat(only(200, Map.of(), "<html>Sign in</html>")).isInstanceOf(Fault.Unavailable.class);
        assertThat(only(200, Map.of(), "")).isInstanceOf(Fault.Unavailable.class);
        assertThat(only(200, Map.of(), "{\"time\":\"2026-05-05T05:16:22.000-07:00\"}"))
                .isInstanceOf(Fault.Unavailable.class);
        for (int status : List.of(500, 502, 503, 504)) {
            assertThat(only(status, Map.of(), "<html>Bad gateway</html>")).isInstanceOf(Fault.Unavailable.class);
        }
        assertThat(only(404, Map.of(), "not here")).isInstanceOf(Fault.Rejected.class);
        assertThat(only(302, Map.of(), "")).isInstanceOf(Fault.Unavailable.class);
    }

    @Test
    void takesAnEmptyResponseForAnEmptyListAndItsTimeForTheClock() {
        assertThat(only(200, Map.of(), "{\"QueryResponse\":{},\"time\":\"2026-05-05T05:16:22.123-07:00\"}"))
                .isInstanceOfSatisfying(Answer.class, answer -> {
                    assertThat(answer.rows()).isEmpty();
                    assertThat(answer.askedAt()).isEqualTo(Instant.parse("2026-05-05T12:16:22.123Z"));
                });
    }

    @Test
    void answersEachItemOfABatchByItself() {
        String body =
                "{\"BatchItemResponse\":[{\"bId\":\"q1\",\"Fault\":{\"Error\":[{\"Message\":\"m\",\"code\":\"4001\"}],\"type\":\"ValidationFault\"}},"
                        + "{\"bId\":\"q0\",\"QueryResponse\":{\"Invoice\":[],\"maxResults\":1}}],\"time\":\"2026-05-05T05:16:22.000-07:00\"}";
        Row row = row("Invoice", "7", "BatchItemResponse", "1", "QueryResponse", "Invoice");
        List<Outcome> outcomes = QboRoutes.route(BATCH, reply(200, Map.of(), body, List.of(row)));
        assertThat(outcomes.get(0)).isInstanceOfSatisfying(Answer.class, answer -> assertThat(answer.rows())
                .containsExactly(row));
        assertThat(outcomes.get(1)).isInstanceOf(Fault.Rejected.class);
    }

    @Test
    void neverTakesAMissingItemForNothing() {
        String body =
                "{\"BatchItemResponse\":[{\"bId\":\"q0\",\"QueryResponse\":{}}],\"time\":\"2026-05-05T05:16:22.000-07:00\"}";
        assertThat(QboRoutes.route(BATCH, reply(200, Map.of(), body, List.of())).get(1))
                .isInstanceOf(Fault.Unavailable.class);
        String countless =
                "{\"BatchItemResponse\":[{\"bId\":\"q0\",\"QueryResponse\":{}},{\"bId\":\"q1\",\"QueryResponse\":{}}]}";
        assertThat(QboRoutes.route(BATCH, reply(200, Map.of(), countless, List.of()))
                        .get(1))
                .isInstanceOf(Fault.Rejected.class);
    }

    @Test
    void saysThatAnAnswerOverflows() {
        List<Row> rows = new ArrayList<>(
                Collections.nCopies(1_000, row("Invoice", "7", "BatchItemResponse", "0", "QueryResponse", "Invoice")));
        String body =
                "{\"BatchItemResponse\":[{\"bId\":\"q0\",\"QueryResponse\":{}},{\"bId\":\"q1\",\"QueryResponse\":{\"totalCount\":3}}]}";
        assertThat(QboRoutes.route(BATCH, reply(200, Map.of(), body, rows.subList(0, 999)))
                        .get(1))
                .isInstanceOfSatisfying(
                        Answer.class, answer -> assertThat(answer.overflowing()).isFalse());
        rows.set(0, row("Invoice", "8", "BatchItemResponse", "0", "QueryResponse", "Invoice"));
        rows.replaceAll(
                row -> row("Invoice", row.read().sourceId(), "CDCResponse", "0", "QueryResponse", "1", "Invoice"));
        assertThat(QboRoutes.route(
                        CHANGES, reply(200, Map.of(), "{\"CDCResponse\":[{\"QueryResponse\":[{},{},{}]}]}", rows)))
                .allSatisfy(
                        outcome -> assertThat(((Answer) outcome).overflowing()).isTrue());
    }

    @Test
    void takesAReportThatCannotBeUsedForNone() {
        Exchange report =
                new Exchange("call", List.of(new QboQuestion.Report(Lists.named("TrialBalance"), "TrialBalance")));
        for (String body : List.of("", "<html>Sign in</html>", "{\"Header\":{\"Time", "{\"time\":\"x\"}")) {
            assertThat(QboRoutes.route(report, reply(200, Map.of(), body, List.of()))
                            .get(0))
                    .as(body)
                    .isInstanceOfSatisfying(Fault.Rejected.class, rejected -> assertThat(rejected.code())
                            .isEqualTo(QboQuestion.Report.UNUSABLE));
        }
        assertThat(QboRoutes.route(report, reply(504, Map.of(), "", List.of())).get(0))
                .isInstanceOf(Fault.Rejected.class);
        assertThat(QboRoutes.route(report, reply(503, Map.of(), "", List.of())).get(0))
                .isInstanceOf(Fault.Unavailable.class);
        assertThat(QboRoutes.route(report, reply(429, Map.of(), "", List.of())).get(0))
                .isInstanceOf(Fault.Throttled.class);
        assertThat(QboRoutes.route(report, reply(401, Map.of(), EXPIRED, List.of()))
                        .get(0))
                .isInstanceOf(Fault.TokenRefused.class);
    }

    @Test
    void neverTakesRecordsUnderAnUnknownNameForNothing() {
        assertThat(only(200, Map.of(), "{\"QueryResponse\":{\"SalesInvoice\":[{\"Id\":\"1\"}],\"maxResults\":1}}"))
                .isInstanceOf(Fault.Rejected.class);
        assertThat(QboRoutes.route(
                        CHANGES,
                        reply(
                                200,
                                Map.of(),
                                "{\"CDCResponse\":[{\"QueryResponse\":[{\"Client\":[{\"Id\":\"1\"}]},{}]}]}",
                                List.of())))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Fault.Rejected.class));
        for (String empty : List.of("{\"CDCResponse\":[]}", "{\"CDCResponse\":[{}]}")) {
            assertThat(QboRoutes.route(CHANGES, reply(200, Map.of(), empty, List.of())))
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Fault.Unavailable.class));
        }
    }

    @Test
    void takesNoFullPageThatIsNotInTheOrderOfCreation() {
        QboQuestion.Page page = new QboQuestion.Page(Lists.INVOICE, QboQuestion.Stretch.ALL, 0, 2, 2, false);
        Exchange exchange = new Exchange("call", List.of(page));
        Row older = created("1", "2026-11-01T01:59:59-07:00");
        Row newer = created("2", "2026-11-01T01:00:00-08:00");
        String body = "{\"QueryResponse\":{\"Invoice\":[]}}";
        assertThat(QboRoutes.route(exchange, reply(200, Map.of(), body, List.of(older, newer)))
                        .get(0))
                .as("the clock was set back between them")
                .isInstanceOf(Answer.class);
        assertThat(QboRoutes.route(exchange, reply(200, Map.of(), body, List.of(newer, older)))
                        .get(0))
                .isInstanceOf(Fault.Rejected.class);
    }

    private static Row created(String id, String moment) {
        String json = "{\"Id\":\"" + id + "\",\"MetaData\":{\"CreateTime\":\"" + moment + "\"}}";
        return new Row(
                List.of("QueryResponse", "Invoice"),
                json.getBytes(StandardCharsets.UTF_8),
                new LedgerRecord("Invoice", id, null, true, null),
                null);
    }

    @Test
    void findsChangesByTheirListsKeyAmongEmptyGroups() {
        String body =
                "{\"CDCResponse\":[{\"QueryResponse\":[{},{\"Invoice\":[],\"startPosition\":1},{}]}],\"time\":\"2015-12-23T12:56:06.196-08:00\"}";
        Row row = row("Invoice", "979", "CDCResponse", "0", "QueryResponse", "1", "Invoice");
        List<Outcome> outcomes = QboRoutes.route(CHANGES, reply(200, Map.of(), body, List.of(row)));
        assertThat(outcomes)
                .extracting(outcome -> ((Answer) outcome).rows().size())
                .containsExactly(0, 1, 0);
        assertThat(QboRoutes.route(CHANGES, reply(200, Map.of(), "{\"time\":\"x\"}", List.of())))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Fault.Unavailable.class));
    }

    private static String fatal(Outcome outcome) {
        return ((Fault.Fatal) outcome).code();
    }

    private static String fault(String type, String code, String detail) {
        return "{\"Fault\":{\"Error\":[{\"Message\":\"m\",\"Detail\":\"" + detail + "\",\"code\":\"" + code
                + "\",\"element\":\"\"}],\"type\":\"" + type + "\"},\"time\":\"2017-09-29T09:17:31.892-07:00\"}";
    }

    private static Outcome only(int status, Map<String, String> headers, String body) {
        List<Outcome> outcomes = QboRoutes.route(QUERY, reply(status, headers, body, List.of()));
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static Reply reply(int status, Map<String, String> headers, String body, List<Row> rows) {
        JsonNode envelope;
        try {
            envelope = body.isEmpty() ? null : JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            envelope = null;
        }
        return new Reply(status, headers, envelope, rows, body, SENT, Duration.ofMillis(500));
    }

    private static Row row(String sourceType, String id, String... path) {
        return new Row(List.of(path), new byte[] {1}, new LedgerRecord(sourceType, id, null, true, null), null);
    }

    private static String recorded(String name) throws IOException {
        return new String(RecordedData.file("qbo/" + name + ".xml"), StandardCharsets.UTF_8);
    }

    @Test
    void countsTheQuestionsOfAnExchange() {
        List<Question> questions = BATCH.questions();
        assertThat(QboRoutes.route(BATCH, reply(500, Map.of(), "", List.of()))).hasSameSizeAs(questions);
    }
}
