package io.ledgersync.kit.link;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens, leased from the link service, which alone holds refresh tokens. Thread-safe; never blocks. */
public final class Leases {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI linkService;
    private final String authorization;

    public Leases(HttpClient http, URI linkService, String internalToken) {
        this.http = http;
        this.linkService = linkService;
        this.authorization = "Bearer " + internalToken;
    }

    /**
     * Asks for a token; the answer never fails, trouble is {@link Lease.Unavailable}.
     *
     * @param refusedToken a token that the provider has refused, so that a fresh one is wanted; null otherwise
     */
    public CompletableFuture<Lease> lease(String connectionId, @Nullable String refusedToken) {
        String body = JSON.createObjectNode().put("refused", refusedToken).toString();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(linkService + "/internal/connections/" + connectionId + "/lease"))
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failed) ->
                        answer != null ? read(answer) : new Lease.Unavailable(AWAY, "the link service: " + failed));
    }

    private static Lease read(HttpResponse<String> answer) {
        try {
            return switch (answer.statusCode()) {
                case 200 -> granted(JSON.readTree(answer.body()));
                case 410 -> new Lease.Ended();
                case 403 -> refused(JSON.readTree(answer.body()));
                default ->
                    new Lease.Unavailable(retryAfter(answer), "the link service answered " + answer.statusCode());
            };
        } catch (JacksonException | IllegalArgumentException | java.time.format.DateTimeParseException unreadable) {
            return new Lease.Unavailable(AWAY, "the link service's answer " + answer.statusCode() + " cannot be read");
        }
    }

    private static Lease granted(JsonNode answer) {
        String token = answer.path("accessToken").asString("");
        if (token.isEmpty()) {
            return new Lease.Unavailable(AWAY, "the link service's answer has no accessToken");
        }
        return new Lease.Granted(token, Instant.parse(answer.path("expiresAt").asString("")));
    }

    private static Lease refused(JsonNode problem) {
        String code = problem.path("code").asString("");
        // Without a code it is not the grant that was refused but our own secret: that is ours to mend, not the user's.
        return code.isEmpty()
                ? new Lease.Unavailable(
                        AWAY,
                        "the link service does not let this connector in: is ledgersync.internal.token the same on both sides?")
                : new Lease.Refused(code, problem.path("detail").asString("the authorisation is broken"));
    }

    private static Duration retryAfter(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds)
                .orElse(AWAY);
    }
}
