package io.ledgersync.tck;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ledgersync.contract.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The connector's neighbours: who leases access tokens, and who knows the ledger's keys. */
final class Neighbours implements AutoCloseable {
    static final String SECRET = "internal-secret-of-the-tck";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Consents consents;
    private final History history;

    Neighbours(Consents consents, History history) {
        this.consents = consents;
        this.history = history;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/internal/connections/", this::lease);
        server.createContext("/internal/keys", this::keys);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void lease(HttpExchange call) throws IOException {
        String[] path = call.getRequestURI().getPath().split("/");
        JsonNode refused = JSON.readTree(call.getRequestBody().readAllBytes()).path("refused");
        Consents.Token token;
        try {
            token = consents.lease(path[3], refused.isString() ? refused.asString() : null);
        } catch (Consents.Away away) {
            call.getResponseHeaders().add("Retry-After", "1");
            answer(call, 503, JSON.createObjectNode().put("detail", away.getMessage()));
            return;
        }
        answer(
                call,
                200,
                JSON.createObjectNode()
                        .put("accessToken", token.value())
                        .put("expiresAt", token.expiresAt().toString()));
    }

    private void keys(HttpExchange call) throws IOException {
        JsonNode asked = JSON.readTree(call.getRequestBody().readAllBytes());
        String client = asked.path("clientId").asString();
        if (!history.has(client, sequence(asked.path("projected")))) {
            answer(call, 409, JSON.createObjectNode());
            return;
        }
        Sequence before = sequence(asked.path("before"));
        if (before == null) {
            answer(call, 400, JSON.createObjectNode());
            return;
        }
        String after = asked.path("after").asString("");
        int limit = asked.path("limit").asInt();
        List<String> keys = history
                .keysBefore(
                        client,
                        asked.path("organisationId").asString(),
                        asked.path("sourceType").asString(),
                        before)
                .stream()
                .filter(key -> key.compareTo(after) > 0)
                .toList();
        ObjectNode page = JSON.createObjectNode();
        ArrayNode ids = page.putArray("sourceIds");
        keys.stream().limit(limit).forEach(ids::add);
        page.put("next", keys.size() > limit ? keys.get(limit - 1) : null);
        answer(call, 200, page);
    }

    private static @Nullable Sequence sequence(JsonNode place) {
        return place.isObject()
                ? new Sequence(
                        place.path("attempt").asLong(),
                        place.path("slice").asInt(),
                        place.path("position").asInt())
                : null;
    }

    private static void answer(HttpExchange call, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
