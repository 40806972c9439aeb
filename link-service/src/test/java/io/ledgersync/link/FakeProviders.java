package io.ledgersync.link;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token endpoints of both providers and what is behind them, with the faults that a test asks for. Every secret
 * that it makes contains {@link #MARK}, so that a leak can be searched for.
 */
final class FakeProviders implements AutoCloseable {
    static final String MARK = "SECRET-";
    static final String CLIENT_SECRET = MARK + "of-our-app";

    private static final JsonMapper JSON = JsonMapper.shared();

    record Organisation(String tenantId, String name) {}

    private record Session(String user, String round, List<Organisation> organisations) {}

    private final HttpServer server;
    private final Map<String, Session> codes = new HashMap<>();
    private final Map<String, Session> refreshTokens = new HashMap<>();
    private final Map<String, Session> accessTokens = new HashMap<>();
    private final Map<String, Map<String, Object>> connections = new LinkedHashMap<>();
    private final Set<String> lateAccepted = new HashSet<>();
    final List<String> revoked = new CopyOnWriteArrayList<>();
    final List<String> disconnected = new CopyOnWriteArrayList<>();
    /** Users whose tokens cannot be renewed. */
    final Set<String> unlucky = new HashSet<>();

    int refreshes;
    int companyCalls;
    int throttledCompanyCalls;
    int lifetimeSeconds = 1800;
    boolean away;
    boolean loseNextRefresh;
    boolean authEventClaim = true;
    long latencyMillis;

    FakeProviders() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/xero/token", this::token);
        server.createContext("/qbo/token", this::token);
        server.createContext("/xero/revoke", this::revoke);
        server.createContext("/qbo/revoke", this::revoke);
        server.createContext("/xero/connections", this::connections);
        server.createContext("/v3/company", this::company);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the user's consent gives: an authorisation code. For QBO the organisation is the realm. */
    synchronized String consent(String user, Organisation... organisations) {
        String code = MARK + "code-" + UUID.randomUUID();
        String round = UUID.randomUUID().toString();
        codes.put(code, new Session(user, round, List.of(organisations)));
        for (Organisation organisation : organisations) {
            String id = "connection-" + user + '-' + organisation.tenantId();
            String now = LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC) + "";
            Map<String, Object> connection =
                    connections.computeIfAbsent(id, made -> new HashMap<>(Map.of("createdDateUtc", now)));
            connection.putAll(Map.of(
                    "id", id,
                    "user", user,
                    "authEventId", round,
                    "tenantId", organisation.tenantId(),
                    "tenantType", "ORGANISATION",
                    "tenantName", organisation.name(),
                    "updatedDateUtc", now));
        }
        return code;
    }

    /** The user's connections were made a day ago, and not touched since. */
    synchronized void madeYesterday(String user) {
        String then = LocalDateTime.now(ZoneOffset.UTC).minusDays(1) + "";
        connections.values().stream()
                .filter(connection -> user.equals(connection.get("user")))
                .forEach(connection -> connection.putAll(Map.of("createdDateUtc", then, "updatedDateUtc", then)));
    }

    /** The user ends it at the provider: all tokens of the user are void. */
    synchronized void voidTokensOf(String user) {
        refreshTokens.values().removeIf(session -> session.user().equals(user));
        accessTokens.values().removeIf(session -> session.user().equals(user));
    }

    synchronized boolean accepts(String accessToken) {
        return accessTokens.containsKey(accessToken);
    }

    synchronized int refreshes() {
        return refreshes;
    }

    private void token(HttpExchange exchange) throws IOException {
        pause();
        Map<String, String> form = form(exchange);
        boolean lose = false;
        Map<String, Object> answer;
        synchronized (this) {
            String expected = "Basic "
                    + Base64.getEncoder().encodeToString(("app:" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
            if (away) {
                send(exchange, 503, "out of order");
                return;
            }
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"error\":\"invalid_client\"}");
                return;
            }
            Session session;
            if ("refresh_token".equals(form.get("grant_type"))) {
                refreshes++;
                String old = form.get("refresh_token");
                session = refreshTokens.get(old);
                if (session != null && unlucky.contains(session.user())) {
                    send(exchange, 500, "out of order");
                    return;
                }
                if (session != null && !lateAccepted.contains(old)) {
                    refreshTokens.remove(old);
                }
                if (loseNextRefresh && session != null) {
                    loseNextRefresh = false;
                    lose = true;
                    refreshTokens.put(old, session);
                    lateAccepted.add(old);
                }
            } else {
                session = codes.remove(form.get("code"));
            }
            if (session == null) {
                send(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            answer = issue(session);
        }
        if (lose) {
            exchange.close();
            return;
        }
        send(exchange, 200, JSON.writeValueAsString(answer));
    }

    private Map<String, Object> issue(Session session) {
        Map<String, Object> claims = new HashMap<>(Map.of("xero_userid", session.user()));
        if (authEventClaim) {
            claims.put("authentication_event_id", session.round());
        }
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(claims));
        String access = "e30." + payload + '.' + MARK + "access-" + UUID.randomUUID();
        String refresh = MARK + "refresh-" + UUID.randomUUID();
        accessTokens.put(access, session);
        refreshTokens.put(refresh, session);
        return Map.of(
                "access_token",
                access,
                "refresh_token",
                refresh,
                "expires_in",
                lifetimeSeconds,
                "token_type",
                "Bearer");
    }

    private void revoke(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = body.startsWith("{")
                ? JSON.readTree(body).path("token").asString("")
                : URLDecoder.decode(body.substring("token=".length()), StandardCharsets.UTF_8);
        synchronized (this) {
            if (away) {
                send(exchange, 503, "");
                return;
            }
            Session session = refreshTokens.get(token);
            if (session != null) {
                revoked.add(session.user());
                voidTokensOf(session.user());
            }
        }
        send(exchange, 200, "");
    }

    private void connections(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String query = exchange.getRequestURI().getQuery();
        synchronized (this) {
            Session session = session(exchange);
            if (session == null) {
                send(exchange, 401, "{}");
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                disconnected.add(path[path.length - 1]);
                send(exchange, connections.remove(path[path.length - 1]) == null ? 404 : 204, "");
            } else {
                List<Map<String, Object>> mine = connections.values().stream()
                        .filter(connection -> session.user().equals(connection.get("user")))
                        .filter(connection ->
                                query == null || query.equals("authEventId=" + connection.get("authEventId")))
                        .toList();
                send(exchange, 200, JSON.writeValueAsString(mine));
            }
        }
    }

    private void company(HttpExchange exchange) throws IOException {
        String realm = exchange.getRequestURI().getPath().split("/", -1)[3];
        synchronized (this) {
            companyCalls++;
            if (throttledCompanyCalls > 0) {
                throttledCompanyCalls--;
                exchange.getResponseHeaders().add("Retry-After", "1");
                send(exchange, 429, "");
                return;
            }
            Session session = session(exchange);
            if (session == null
                    || session.organisations().stream()
                            .noneMatch(company -> company.tenantId().equals(realm))) {
                send(exchange, 403, "{}");
                return;
            }
            send(
                    exchange,
                    200,
                    JSON.writeValueAsString(Map.of(
                            "QueryResponse",
                            Map.of(
                                    "CompanyInfo",
                                    List.of(Map.of(
                                            "CompanyName",
                                            session.organisations().get(0).name()))))));
        }
    }

    private Session session(HttpExchange exchange) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return accessTokens.get(authorization.replaceFirst("Bearer ", ""));
    }

    private void pause() {
        try {
            Thread.sleep(latencyMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
