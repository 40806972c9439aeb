package io.ledgersync.allinone.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An identity provider with a handful of users and no passwords: {@code POST /dev/token {"user":"adviser"}}.
 *
 * <p>It is part of the all-in-one alone and listens on the loopback address alone.
 */
public final class DevelopmentIdentity implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Who a user is and what he may do. */
    private record User(String practice, List<String> permissions) {}

    private static final String PRACTICE = "demo-practice";
    private static final Map<String, User> USERS = Map.of(
            "adviser",
                    new User(
                            PRACTICE,
                            List.of("clients:read", "clients:write", "sync:run", "ledger:read", "practice:manage")),
            "standard", new User(PRACTICE, List.of("clients:read", "sync:run", "ledger:read")),
            "readonly", new User(PRACTICE, List.of("clients:read", "ledger:read")),
            "outsider",
                    new User(
                            "other-practice",
                            List.of("clients:read", "clients:write", "sync:run", "ledger:read", "practice:manage")),
            "operator", new User("", List.of("operator")));

    private final Clock clock;
    private final RSAKey key;
    private final DisposableServer server;

    /** @param port 0 for any */
    public DevelopmentIdentity(int port, Clock clock) {
        this.clock = clock;
        try {
            this.key = new RSAKeyGenerator(2048).keyID("development").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this platform has no RSA", impossible);
        }
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .route(routes -> routes.get(
                                "/dev/jwks",
                                (request, response) -> json(response, 200, new JWKSet(key.toPublicJWK()).toString()))
                        .get(
                                "/dev/.well-known/openid-configuration",
                                (request, response) -> json(
                                        response,
                                        200,
                                        "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + url() + "/dev/jwks\"}"))
                        .post("/dev/token", (request, response) -> request.receive()
                                .aggregate()
                                .asString()
                                .defaultIfEmpty("")
                                .flatMap(body -> answer(response, body))))
                .bindNow(Duration.ofSeconds(10));
    }

    private Mono<Void> answer(HttpServerResponse response, String body) {
        String user;
        try {
            user = JSON.readTree(body).path("user").asString("");
        } catch (JacksonException notJson) {
            return problem(response, "The body is not JSON; allowed: {\"user\":\"adviser\"}.");
        }
        if (!USERS.containsKey(user)) {
            return problem(
                    response,
                    "There is no user \"" + user.replace("\"", "'") + "\"; allowed: "
                            + String.join(", ", new TreeSet<>(USERS.keySet())) + ".");
        }
        return json(response, 200, "{\"token\":\"" + token(user) + "\"}");
    }

    private static Mono<Void> json(HttpServerResponse response, int status, String body) {
        return response.status(status)
                .header("Content-Type", "application/json")
                .sendString(Mono.just(body))
                .then();
    }

    private static Mono<Void> problem(HttpServerResponse response, String detail) {
        String body = JSON.writeValueAsString(Map.of(
                "type",
                "https://ledgersync.io/problems/unknown-user",
                "title",
                "Unknown user",
                "status",
                400,
                "detail",
                detail));
        return response.status(400)
                .header("Content-Type", "application/problem+json")
                .sendString(Mono.just(body))
                .then();
    }

    /** A token of a user, as the endpoint gives it. */
    public String token(String name) {
        User user = USERS.get(name);
        if (user == null) {
            throw new IllegalArgumentException(
                    "there is no user \"" + name + "\"; allowed: " + new TreeSet<>(USERS.keySet()));
        }
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(name)
                .claim("email", name + "@example.com")
                .claim("email_verified", true)
                .claim("name", name)
                .claim("permissions", user.permissions())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(LIFETIME)));
        if (!user.practice().isEmpty()) {
            claims.claim("practice", user.practice());
        }
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("development").build(), claims.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key that cannot sign", impossible);
        }
        return jwt.serialize();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private static String issuer() {
        return "https://development.ledgersync.invalid";
    }

    /** The configuration that makes services accept its tokens. */
    public Map<String, String> properties() {
        return Map.of("ledgersync.identity.issuer", issuer(), "ledgersync.identity.jwks-url", url() + "/dev/jwks");
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
    }
}
