package io.ledgersync.qbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.qbo.ask.QboQuestion;
import io.ledgersync.qbo.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every fault, in whichever envelope it comes, is taken for what it permits. */
class QboFaultsTest {
    private static final Exchange QUERY = new Exchange(
            "call", List.of(new QboQuestion.Page(Lists.INVOICE, QboQuestion.Stretch.ALL, 0, 1000, 1000, false)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 |  | {\"QueryResponse\":{}} | answer of 0",
                "200 |  | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"Detail\":\"An application error has occurred\",\"code\":\"10000\"}],\"type\":\"SystemFault\"}} | unavailable null",
                "200 |  | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"Detail\":\"no such property\",\"code\":\"4001\"}],\"type\":\"ValidationFault\"}} | rejected REJECTED",
                "200 |  | {\"fault\":{\"error\":[{\"code\":\"3200\"}],\"type\":\"AUTHENTICATION\"}} | token refused",
                "200 |  | <IntuitResponse><Fault type=\"ValidationFault\"><Error code=\"4001\"><Message>m</Message></Error></Fault></IntuitResponse> | rejected REJECTED",
                "200 |  | {\"QueryResponse\":{\"Invoice\":[{\"Id\":\"1\" | unavailable null",
                "200 |  | <html>Sign in</html> | unavailable null",
                "200 |  |  | unavailable null",
                "400 |  | <IntuitResponse><Fault type=\"ValidationFault\"><Error code=\"4001\"><Message>m</Message></Error></Fault></IntuitResponse> | rejected REJECTED",
                "400 |  |  | rejected REJECTED",
                "400 |  | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"Detail\":\"Invalid Company Status\",\"code\":\"6190\"}],\"type\":\"ValidationFault\"}} | fatal ORGANISATION_GONE",
                "401 |  |  | token refused",
                "401 |  | <IntuitResponse><Fault type=\"AUTHENTICATION\"><Error code=\"3200\"><Message>m</Message></Error></Fault></IntuitResponse> | token refused",
                "401 | www-authenticate=Bearer error=insufficient_scope | <html/> | forbidden SCOPE_MISSING",
                "403 |  | <IntuitResponse><Fault type=\"SERVICE\"><Error code=\"003100\"><Message>m</Message></Error></Fault></IntuitResponse> | fatal AUTH_FAILED",
                "403 |  | <IntuitResponse><Fault type=\"SERVICE\"><Error code=\"003001\"><Message>m</Message></Error></Fault></IntuitResponse> | throttled UNKNOWN null",
                "403 |  | <html>Access denied</html> | unavailable null",
                "403 |  |  | unavailable null",
                "403 |  | Access denied | unavailable null",
                "403 | retry-after=9 | {\"message\":\"Forbidden\"} | unavailable PT9S",
                "403 |  | {\"Fault\":{\"Error\":[{\"Message\":\"Permission Denied Error\",\"code\":\"5020\"}],\"type\":\"ValidationFault\"}} | unavailable null",
                "403 |  | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"code\":\"120\"}],\"type\":\"AuthorizatonFault\"}} | fatal AUTH_FAILED",
                "403 |  | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"code\":\"7\"}],\"type\":\"AUTHORIZATION\"}} | fatal AUTH_FAILED",
                "403 |  | {\"fault\":{\"error\":[{\"message\":\"m\",\"code\":\"3100\"}],\"type\":\"SERVICE\"}} | fatal AUTH_FAILED",
                "404 |  | <html>The address is too long</html> | rejected REJECTED",
                "408 |  |  | unavailable null",
                "429 |  |  | throttled UNKNOWN null",
                "429 |  | <html>Slow down</html> | throttled UNKNOWN null",
                "429 | retry-after=7 |  | throttled UNKNOWN PT7S",
                "429 | retry-after=soon |  | throttled UNKNOWN null",
                "429 |  | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"Detail\":\"the monthly limit is reached\",\"code\":\"3001\"}],\"type\":\"SERVICE\"}} | throttled MONTH null",
                "429 | retry-after=864000 | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"Detail\":\"the monthly limit is reached\",\"code\":\"3001\"}],\"type\":\"SERVICE\"}} | throttled MONTH PT240H",
                "500 |  | {\"Fault\":{\"Error\":[{\"Message\":\"m\",\"Detail\":\"has been made inactive\",\"code\":\"10000\"}],\"type\":\"SystemFault\"}} | rejected REJECTED",
                "500 |  |  | unavailable null",
                "502 |  | <html>Bad gateway</html> | unavailable null",
                "503 | retry-after=30 | <html/> | unavailable PT30S",
                "504 |  |  | unavailable null"
            })
    void routesEveryFault(int status, String headers, String body, String meaning) {
        Reply reply = reply(status, headers(headers), body == null ? "" : body, List.of());
        assertThat(QboRoutes.route(QUERY, reply)).hasSize(1).first().returns(meaning, QboFaultsTest::meaning);
    }

    @Test
    void answersAPageOfWhichOneRecordIsUnreadable() {
        Row bad = new Row(
                List.of("QueryResponse", "Invoice"), new byte[] {1}, null, new UnreadableRecord("Invoice", "1", "no"));
        Reply reply = reply(200, Map.of(), "{\"QueryResponse\":{\"Invoice\":[]}}", List.of(bad));
        assertThat(((Answer) QboRoutes.route(QUERY, reply).get(0)).rows()).containsExactly(bad);
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

    private static Reply reply(int status, Map<String, String> headers, String body, List<Row> rows) {
        JsonNode envelope;
        try {
            envelope = body.isEmpty() ? null : JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            envelope = null;
        }
        return new Reply(
                status, headers, envelope, rows, body, Instant.parse("2026-11-23T08:00:00Z"), Duration.ofMillis(500));
    }
}
