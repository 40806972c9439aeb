package io.ledgersync.allinone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The product as its callers reach it: JSON over the gateway, as one user. */
public final class Gateway {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI address;
    private final Supplier<String> token;

    public Gateway(URI address, Supplier<String> token) {
        this.address = address;
        this.token = token;
    }

    /** An answer: its status and its body, if there was one. */
    public record Answer(int status, JsonNode body, Optional<String> location) {

        /** The body of an expected answer. */
        public JsonNode expect(int... statuses) {
            for (int expected : statuses) {
                if (status == expected) {
                    return body;
                }
            }
            throw new IllegalStateException("the gateway answered " + status + ": " + body);
        }
    }

    public Answer get(String path) {
        return send("GET", address.resolve(path), null);
    }

    public Answer post(String path, @Nullable JsonNode body) {
        return send("POST", address.resolve(path), body == null ? "" : body.toString());
    }

    /** Posts a body as it is, JSON or not. */
    public Answer postText(String path, String body) {
        return send("POST", address.resolve(path), body);
    }

    public Answer delete(String path) {
        return send("DELETE", address.resolve(path), null);
    }

    /** Follows a redirect of a provider, as the browser does: without a token. */
    public Answer visit(URI redirect) {
        return send(HttpRequest.newBuilder(redirect).timeout(TIMEOUT).build());
    }

    private Answer send(String method, URI uri, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Authorization", "Bearer " + token.get());
        if (body != null && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            String text = answer.body();
            JsonNode body =
                    text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : JSON.createObjectNode();
            return new Answer(answer.statusCode(), body, answer.headers().firstValue("Location"));
        } catch (IOException failed) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
