package io.ledgersync.kit.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ledgersync.kit.call.Call;
import io.ledgersync.kit.toy.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up provider over HTTP, with the link service and the ledger store that a connector asks beside it. */
final class ToyProvider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the provider does instead of answering well. */
    record Answer(int status, Map<String, String> headers, long delayMillis, boolean stalls) {
        static final Answer WELL = new Answer(200, Map.of(), 0);
        /** Half of the body, then nothing. */
        static final Answer STALLED = new Answer(200, Map.of(), 0, true);

        Answer(int status, Map<String, String> headers, long delayMillis) {
            this(status, headers, delayMillis, false);
        }

        static Answer late(long millis) {
            return new Answer(200, Map.of(), millis);
        }
    }

    record Call(String organisation, String stream, String query, Instant at) {}

    final AtomicLong clock = new AtomicLong();
    final Map<String, Map<String, Shelf>> organisations = new ConcurrentHashMap<>();
    final List<Call> calls = new CopyOnWriteArrayList<>();
    final Set<String> ended = ConcurrentHashMap.newKeySet();
    final Set<String> broken = ConcurrentHashMap.newKeySet();
    final Map<String, Integer> mostAtOnce = new ConcurrentHashMap<>();
    private final Map<String, Integer> atOnce = new ConcurrentHashMap<>();
    final AtomicInteger leases = new AtomicInteger();
    volatile Function<Call, Answer> behaviour = call -> Answer.WELL;
    private final LedgerView ledger;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ToyProvider(LedgerView ledger) throws IOException {
        this.ledger = ledger;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/", guarded(this::api));
        server.createContext("/internal/connections/", guarded(this::lease));
        server.createContext("/internal/keys", guarded(this::keys));
        server.start();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static com.sun.net.httpserver.HttpHandler guarded(Handler handler) {
        return exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                e.printStackTrace();
                throw e;
            }
        };
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI api() {
        return url().resolve("/api");
    }

    /** An organisation with its lists. */
    Map<String, Shelf> organisation(String id, Map<String, Integer> records) {
        Map<String, Shelf> shelves = new HashMap<>();
        records.forEach((name, count) -> {
            Shelf shelf = new Shelf(name, clock);
            for (int i = 0; i < count; i++) {
                shelf.put(name.charAt(0) + "-" + i);
            }
            shelves.put(name, shelf);
        });
        organisations.put(id, shelves);
        return shelves;
    }

    List<Call> callsOf(String organisation) {
        return calls.stream()
                .filter(call -> call.organisation().equals(organisation))
                .toList();
    }

    private void api(HttpExchange exchange) throws IOException, InterruptedException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String query = exchange.getRequestURI().getQuery();
        Call call = new Call(path[2], path[3], query, Instant.now());
        calls.add(call);
        int now = atOnce.merge(call.organisation(), 1, Integer::sum);
        mostAtOnce.merge(call.organisation(), now, Math::max);
        answer(exchange, call, () -> atOnce.merge(call.organisation(), -1, Integer::sum));
    }

    private void answer(HttpExchange exchange, Call call, Runnable over) throws IOException, InterruptedException {
        Answer answer = behaviour.apply(call);
        Thread.sleep(answer.delayMillis());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (answer.status() != 200) {
            // Over before its last byte: whoever reads that may send the next call.
            over.run();
            reply(exchange, answer.status(), "{}");
            return;
        }
        Map<String, String> asked = Arrays.stream(call.query().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        List<String> ids = asked.get("ids").isEmpty()
                ? List.of()
                : List.of(asked.get("ids").split(","));
        Shelf shelf = organisations.get(call.organisation()).get(call.stream());
        long now = clock.get();
        List<String> rows = shelf.answer(Long.parseLong(asked.get("after")), Integer.parseInt(asked.get("rows")), ids);
        over.run();
        String body = "{\"now\":" + now + ",\"total\":" + shelf.books().size() + ",\"rows\":[" + String.join(",", rows)
                + "]}";
        if (answer.stalls()) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            Thread.sleep(60_000);
            return;
        }
        reply(exchange, 200, body);
    }

    private void lease(HttpExchange exchange) throws IOException {
        String connection = exchange.getRequestURI().getPath().split("/")[3];
        if (ended.contains(connection)) {
            reply(exchange, 410, "{}");
        } else if (broken.contains(connection)) {
            reply(exchange, 403, "{\"code\":\"AUTH_FAILED\",\"detail\":\"invalid_grant\"}");
        } else {
            reply(
                    exchange,
                    200,
                    "{\"accessToken\":\"token-" + leases.incrementAndGet() + "\",\"expiresAt\":\""
                            + Instant.now().plusSeconds(1800) + "\"}");
        }
    }

    private void keys(HttpExchange exchange) throws IOException {
        JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String client = question.path("clientId").asString();
        if (question.path("projected").isObject() && !ledger.hasProjected(client, question.path("projected"))) {
            reply(exchange, 409, "{}");
            return;
        }
        List<String> missing = new ArrayList<>(ledger.keysBefore(
                client,
                question.path("organisationId").asString(),
                question.path("sourceType").asString(),
                question.path("before")));
        reply(exchange, 200, JSON.writeValueAsString(Map.of("sourceIds", missing)));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try {
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
