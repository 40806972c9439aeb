package io.ledgersync.kit.link;

import io.ledgersync.kit.pull.Sequence;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The keys that the ledger store knows and a whole reading did not see. Thread-safe; never blocks. */
public final class KnownKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 1000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI address;
    private final String authorization;

    public KnownKeys(HttpClient http, URI ledgerStore, String internalToken) {
        this.http = http;
        this.address = URI.create(ledgerStore + "/internal/keys");
        this.authorization = "Bearer " + internalToken;
    }

    /**
     * Asks for a page of them; the answer never fails, trouble is {@link KeysPage.Unavailable}.
     *
     * @param before records last seen before this place in the client's changes
     * @param projected only when everything up to here is written; null when the run has published nothing
     * @param after the previous page's {@code next}; null for the first
     */
    public CompletableFuture<KeysPage> missing(
            String clientId,
            String organisationId,
            String sourceType,
            Sequence before,
            @Nullable Sequence projected,
            @Nullable String after) {
        ObjectNode question = JSON.createObjectNode();
        question.put("clientId", clientId).put("organisationId", organisationId).put("sourceType", sourceType);
        question.set("before", place(before));
        if (projected != null) {
            question.set("projected", place(projected));
        }
        question.put("after", after).put("limit", PAGE);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failed) ->
                        answer != null ? read(answer) : new KeysPage.Unavailable("the ledger store: " + failed));
    }

    private static ObjectNode place(Sequence sequence) {
        return JSON.createObjectNode()
                .put("attempt", sequence.attempt())
                .put("slice", sequence.slice())
                .put("position", sequence.position());
    }

    private static KeysPage read(HttpResponse<String> answer) {
        try {
            return switch (answer.statusCode()) {
                case 200 -> keys(JSON.readTree(answer.body()));
                case 409 -> new KeysPage.NotYet();
                default -> new KeysPage.Unavailable("the ledger store answered " + answer.statusCode());
            };
        } catch (JacksonException unreadable) {
            return new KeysPage.Unavailable(
                    "the ledger store's answer cannot be read: " + unreadable.getOriginalMessage());
        }
    }

    private static KeysPage keys(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("sourceIds").forEach(id -> ids.add(id.asString()));
        JsonNode next = answer.path("next");
        return new KeysPage.Keys(ids, next.isString() ? next.asString() : null);
    }
}
