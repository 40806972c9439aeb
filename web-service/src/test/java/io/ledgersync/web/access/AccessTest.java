package io.ledgersync.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.ledgersync.web.LedgerSyncService;
import io.ledgersync.web.ServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is let in where, asked of a service that serves everybody and of one that serves nobody. */
class AccessTest {
    private static final String SECRET = "a-secret-of-the-tests";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Issuer issuer;
    private static ConfigurableApplicationContext open;
    private static ConfigurableApplicationContext closed;

    @LedgerSyncService
    @ServesPeople(open = "/open/*")
    @ServesServices
    @Import(Calls.class)
    static class Serving {}

    @LedgerSyncService
    @ServesNobody
    @Import(Calls.class)
    static class Closed {}

    @RestController
    static class Calls {
        @GetMapping("/api/name")
        String name(@AuthenticationPrincipal Jwt token) {
            Caller caller = Caller.of(token).may("names:read");
            return caller.userId() + " of " + caller.practiceId();
        }

        @GetMapping({"/internal/name", "/open/name"})
        String anybody() {
            return "anybody";
        }
    }

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        open = run(
                Serving.class,
                "--ledgersync.internal.token=" + SECRET,
                "--ledgersync.identity.issuer=" + Issuer.NAME,
                "--ledgersync.identity.jwks-url=" + issuer.jwksUrl());
        closed = run(Closed.class);
    }

    @AfterAll
    static void stop() {
        open.close();
        closed.close();
        issuer.close();
    }

    private static ConfigurableApplicationContext run(Class<?> service, String... arguments) {
        return ServiceApplication.of("access-test", service)
                .properties(
                        "server.port=0",
                        "ledgersync.kafka.bootstrap-servers=127.0.0.1:1",
                        "ledgersync.registry.url=http://127.0.0.1:1")
                .run(arguments);
    }

    @Test
    void aTokenOfTheIssuerLetsInWhomItNames() throws Exception {
        HttpResponse<String> answer = get(open, "/api/name", issuer.tokenOf("Ada", "practice-1", "names:read"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Ada of practice-1");
    }

    @Test
    void whoIsNotLetInLearnsWhy() throws Exception {
        assertProblem(get(open, "/api/name", null), 401, "not-authenticated");
        assertProblem(get(open, "/api/name", "nonsense"), 401, "not-authenticated");
        assertProblem(get(open, "/api/name", issuer.token("practice-1")), 403, "not-permitted");
        assertProblem(get(open, "/api/name", issuer.token("", "names:read")), 403, "not-permitted");
        assertProblem(get(open, "/api/name", issuer.tokenOf("", "practice-1", "names:read")), 403, "not-permitted");
    }

    @Test
    void tokensOfOthersAndOldOnesAreRefused() throws Exception {
        assertProblem(get(open, "/api/name", signed("https://other.test", 600)), 401, "not-authenticated");
        assertProblem(get(open, "/api/name", signed(Issuer.NAME, -600)), 401, "not-authenticated");
        try (Issuer impostor = new Issuer()) {
            assertProblem(get(open, "/api/name", impostor.token("practice-1", "names:read")), 401, "not-authenticated");
        }
    }

    private static String signed(String name, long seconds) {
        return issuer.signed(new JWTClaimsSet.Builder()
                .issuer(name)
                .subject("Ada")
                .claim("practice", "practice-1")
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .build());
    }

    @Test
    void internalCallsNeedTheSecretAndNoTokenReplacesIt() throws Exception {
        assertThat(get(open, "/internal/name", SECRET).statusCode()).isEqualTo(200);
        assertProblem(get(open, "/internal/name", null), 401, "not-authenticated");
        assertProblem(get(open, "/internal/name", SECRET + "x"), 401, "not-authenticated");
        assertProblem(get(open, "/internal/name", issuer.token("p", "names:read")), 401, "not-authenticated");
        assertProblem(get(open, "/api/name", SECRET), 401, "not-authenticated");
    }

    @Test
    void healthMetersAndWhatIsDeclaredOpenNeedNothing() throws Exception {
        assertThat(get(open, "/actuator/health/liveness", null).statusCode()).isEqualTo(200);
        assertThat(get(open, "/actuator/prometheus", null).statusCode()).isEqualTo(200);
        assertThat(get(open, "/open/name", null).statusCode()).isEqualTo(200);
        assertThat(get(open, "/open/name/below", null).statusCode()).isEqualTo(401);
    }

    @Test
    void aServiceOfNobodyShowsItsHealthAndNothingElse() throws Exception {
        assertThat(get(closed, "/actuator/health/liveness", null).statusCode()).isEqualTo(200);
        assertThat(get(closed, "/open/name", null).statusCode()).isEqualTo(401);
        assertThat(get(closed, "/internal/name", SECRET).statusCode()).isEqualTo(401);
    }

    @Test
    void aServiceWithoutItsSecretOrItsIssuerSaysWhichKeyIsMissing() {
        assertThatThrownBy(() -> run(Serving.class, "--ledgersync.internal.token=" + SECRET))
                .hasStackTraceContaining("ledgersync.identity.issuer is not set");
        assertThatThrownBy(() -> run(
                        Serving.class,
                        "--ledgersync.internal.token=short",
                        "--ledgersync.identity.issuer=" + Issuer.NAME,
                        "--ledgersync.identity.jwks-url=" + issuer.jwksUrl()))
                .hasStackTraceContaining("at least 16 are needed");
        assertThat(new InternalSecurity.Internal(SECRET).toString()).doesNotContain(SECRET);
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext service, String path, String bearer)
            throws Exception {
        String port = service.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("https://ledgersync.io/problems/" + type);
    }
}
