package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What was asked of the real providers is asked of their recorded books here, and answered the same. */
class RecordedAnswersTest {
    private static final String TENANT = "recorded";
    private static final String REALM = "9100";
    private static final MovedClock CLOCK = new MovedClock(Instant.parse("2026-11-23T12:00:00Z"));
    private static Path recordings;
    private static Sandbox sandbox;
    private static App app;

    @BeforeAll
    static void start() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path candidate = above.resolve("shared/data/recorded");
            recordings = Files.isDirectory(candidate) ? candidate : recordings;
        }
        Assumptions.assumeTrue(recordings != null, "there are no recorded books next to the repository");
        sandbox = Sandbox.start(SandboxSettings.inMemory().withClock(CLOCK).withTokens(TokenSettings.REAL));
        sandbox.define()
                .organisation(OrganisationSpec.recorded("XERO", TENANT, "Recorded", recordings))
                .organisation(OrganisationSpec.recorded("QBO", REALM, "Recorded", recordings));
        app = new App(sandbox);
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private static JsonNode recorded(String file) throws IOException {
        return App.JSON.readTree(Files.readString(recordings.resolve(file)));
    }

    /** What decides a row's place: accounts of one name, which QuickBooks has, come in any order. */
    private static JsonNode place(JsonNode row) {
        return row.has("AccountSubType") ? row.path("Name") : row;
    }

    /** Recordings are given back in every field and in their order; only the envelope's ids and times are not. */
    private static void same(JsonNode answer, JsonNode recording) {
        for (Map.Entry<String, JsonNode> member : recording.properties()) {
            if (member.getValue().isArray()) {
                List<JsonNode> rows = new ArrayList<>();
                answer.path(member.getKey()).forEach(rows::add);
                List<JsonNode> expected = new ArrayList<>();
                member.getValue().forEach(expected::add);
                assertThat(rows).as(member.getKey()).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(rows.stream().map(RecordedAnswersTest::place))
                        .as(member.getKey())
                        .containsExactlyElementsOf(expected.stream()
                                .map(RecordedAnswersTest::place)
                                .toList());
            } else {
                assertThat(answer.has(member.getKey())).as(member.getKey()).isTrue();
            }
        }
        assertThat(new TreeSet<>(answer.propertyNames())).isEqualTo(new TreeSet<>(recording.propertyNames()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "contacts", "invoices", "payments"})
    void xeroAnswersAsRecorded(String list) throws IOException {
        JsonNode recording = recorded("xero/" + list + ".json");
        StringBuilder call = new StringBuilder(
                recording.path("request").path("path").asString().replaceFirst(".*/", ""));
        for (Map.Entry<String, JsonNode> parameter :
                recording.path("request").path("params").properties()) {
            call.append(call.indexOf("?") < 0 ? '?' : '&')
                    .append(parameter.getKey())
                    .append('=')
                    .append(App.encoded(parameter.getValue().asString()));
        }
        String token = app.link("XERO", TENANT);

        HttpResponse<String> answer = app.xero(token, TENANT, call.toString());

        assertThat(answer.statusCode()).isEqualTo(200);
        same(App.json(answer), recording.path("body"));
        assertThat(App.json(answer).path("pagination"))
                .isEqualTo(recording.path("body").path("pagination"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "customers", "vendors", "items", "invoices", "payments", "purchases"})
    void quickBooksAnswersAsRecorded(String list) throws IOException {
        JsonNode recording = recorded("qbo/" + list + ".json");
        String token = app.link("QBO", REALM);

        HttpResponse<String> answer = app.select(
                token,
                REALM,
                recording.path("request").path("params").path("query").asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        same(App.json(answer).path("QueryResponse"), recording.path("body").path("QueryResponse"));
        assertThat(App.json(answer).path("QueryResponse").path("maxResults"))
                .isEqualTo(recording.path("body").path("QueryResponse").path("maxResults"));
    }

    /** The names of the headers by which Xero speaks to its callers. */
    private static final List<String> TELLING = List.of(
            "www-authenticate",
            "xero-correlation-id",
            "x-appminlimit-remaining",
            "x-minlimit-remaining",
            "x-daylimit-remaining",
            "x-rate-limit-problem",
            "retry-after");

    private static void sameRefusal(HttpResponse<String> answer, String file) throws IOException {
        String recording = Files.readString(recordings.resolve("xero/errors/" + file));
        String response = recording.substring(recording.indexOf("  response:"));
        assertThat(Integer.toString(answer.statusCode())).isEqualTo(found("code: (\\d+)", response));
        for (String header : TELLING) {
            assertThat(answer.headers().firstValue(header).isPresent())
                    .as(header)
                    .isEqualTo(response.contains("      " + header + ":"));
        }
        if (response.contains("www-authenticate:")) {
            assertThat(answer.headers().firstValue("www-authenticate").orElse(""))
                    .isEqualTo(found("www-authenticate:\\n      - (.*)", response));
        }
        String body = found("string: '(.*?)'", response).replaceAll("\\s*\\n\\s*", " ");
        if (body.isEmpty()) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        JsonNode expected = App.JSON.readTree(body);
        JsonNode said = App.json(answer);
        assertThat(new TreeSet<>(said.propertyNames())).isEqualTo(new TreeSet<>(expected.propertyNames()));
        for (String name : List.of("Title", "Status", "Detail")) {
            assertThat(said.path(name)).isEqualTo(expected.path(name));
        }
    }

    private static String found(String pattern, String in) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(in);
        assertThat(matcher.find()).as(pattern).isTrue();
        return pattern.endsWith("(.*)") ? matcher.group(1).lines().findFirst().orElse("") : matcher.group(1);
    }

    @Test
    void xeroRefusesAsRecorded() throws IOException {
        sameRefusal(app.xero("no-token", TENANT, "Accounts"), "bad_token.yml");
        String token = app.link("XERO", TENANT);
        sameRefusal(app.xero(token, "another", "Accounts"), "bad_tenant.yml");
        sandbox.define().quota(TENANT, new QuotaSpec(1, 100, 0, 0, 0));
        app.xero(token, TENANT, "Users");
        sameRefusal(app.xero(token, TENANT, "Users"), "rate_limit_exceeded.yml");
        sandbox.define().quota(TENANT, QuotaSpec.unlimited());
        CLOCK.pass(Duration.ofMinutes(31));
        sameRefusal(app.xero(token, TENANT, "Accounts"), "access_token_expired.yml");
    }

    private static String bare(String xml) {
        return xml.replaceAll("<\\?xml.*?\\?>", "")
                .replaceAll("time=\"[^\"]*\"", "")
                .replaceAll(">\\s+<", "><")
                .replaceAll("\\s+", " ")
                .replaceAll(" +>", ">")
                .trim();
    }

    @Test
    void quickBooksRefusesAsRecorded() throws IOException {
        String token = app.link("QBO", REALM);
        sandbox.define().quota(REALM, new QuotaSpec(1, 0, 0, 0, 0));
        app.select(token, REALM, "select * from Account");
        HttpResponse<String> throttled = app.select(token, REALM, "select * from Account");
        sandbox.define().quota(REALM, QuotaSpec.unlimited());
        HttpResponse<String> invalid = app.select(token, REALM, "select * from Account startposition 0");

        assertThat(bare(throttled.body()))
                .isEqualTo(bare(Files.readString(recordings.resolve("qbo/too_many_requests_error.xml"))));
        JsonNode error = App.json(invalid).path("Fault").path("Error").path(0);
        String recorded = Files.readString(recordings.resolve("qbo/query_validation_error.xml"));
        assertThat(recorded)
                .contains("code=\"" + error.path("code").asString() + "\"")
                .contains("<Detail>" + error.path("Detail").asString() + "</Detail>");
    }
}
