package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.oauth.Authority;
import io.ledgersync.sandbox.oauth.ConsentPages;
import io.ledgersync.sandbox.oauth.GrantFile;
import io.ledgersync.sandbox.qbo.QboApi;
import io.ledgersync.sandbox.quota.Meter;
import io.ledgersync.sandbox.quota.Month;
import io.ledgersync.sandbox.quota.QuotaSpec;
import io.ledgersync.sandbox.xero.XeroApi;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Both providers on one loopback port: defined, observed and asked through its three faces. */
public final class Sandbox implements AutoCloseable {
    /** What the sandbox knows the app by. */
    private static final String CLIENT_ID = "sandbox-app";

    /** Calls a minute of the app, over all organisations. */
    private static final int XERO_APP_MINUTE = 10_000;

    private static final String CLIENT_SECRET = "sandbox-secret-of-the-app";
    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, Organisation> organisations = new ConcurrentHashMap<>();
    private final SandboxSettings settings;
    private final Authority authority;
    private final Scheduler workers = Schedulers.newBoundedElastic(4, 100_000, "sandbox", 60, true);
    private final DisposableServer server;
    private final Log log = new Log();
    private final AppMeters apps =
            new AppMeters(new Meter(new QuotaSpec(XERO_APP_MINUTE, 0, 0, 0, 0), "app"), new Month());
    private final Readings readings;

    private Sandbox(SandboxSettings settings) {
        this.settings = settings;
        this.readings = new Readings(settings.xero(), settings.qbo());
        Clock clock = settings.clock();
        if (settings.dataDir() != null) {
            try {
                Files.createDirectories(settings.dataDir());
            } catch (IOException unwritable) {
                throw new UncheckedIOException("the sandbox's folder " + settings.dataDir(), unwritable);
            }
        }
        authority = new Authority(settings.tokens(), new GrantFile(settings.dataDir()), clock);
        Front front = new Front(
                tenants,
                apps,
                new ConsentPages("XERO", CLIENT_ID, CLIENT_SECRET, authority, organisations),
                new ConsentPages("QBO", CLIENT_ID, CLIENT_SECRET, authority, organisations),
                new XeroApi(organisations, authority, () -> readings.xero, clock),
                new QboApi(organisations, authority, () -> readings.qbo, clock),
                authority,
                log::add,
                readings,
                clock);
        Sending sending = new Sending(clock, settings::real);
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(settings.port())
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(64 * 1024))
                .handle((request, response) -> read(request)
                        .map(whole -> front.arrive(whole, request.uri()))
                        .flatMap(call -> answer(call, response, sending)))
                .bindNow(Duration.ofSeconds(10));
    }

    /** Starts a simulator without organisations: define them. */
    public static Sandbox start(SandboxSettings settings) {
        return new Sandbox(settings);
    }

    /** The calls, appended to by many and copied for whoever asks. */
    private static final class Log {
        private final java.util.ArrayList<Call> all = new java.util.ArrayList<>();

        synchronized void add(Call call) {
            all.add(call);
        }

        synchronized List<Call> copy() {
            return List.copyOf(all);
        }

        synchronized void forget(String organisationId) {
            all.removeIf(call -> call.organisationId().equals(organisationId));
        }
    }

    private static Mono<Request> read(HttpServerRequest request) {
        QueryStringDecoder query = new QueryStringDecoder(request.uri());
        Map<String, String> headers = new HashMap<>();
        request.requestHeaders()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .map(body -> new Request(request.method().name(), query.path(), query.parameters(), headers, body));
    }

    private Mono<Void> answer(Front.Arrived call, HttpServerResponse response, Sending sending) {
        // A provider does not notice that its caller is gone: the answer is made, and the call counts, all the same.
        CompletableFuture<Front.Delivery> made = CompletableFuture.supplyAsync(call.answer(), workers::schedule);
        long arrived = System.nanoTime();
        return Mono.fromFuture(made, true)
                .flatMap(delivery ->
                        Mono.delay(left(delivery.delay(), arrived)).then(sending.send(response, delivery, call.over())))
                .doFinally(end ->
                        made.whenComplete((delivery, failed) -> call.over().run()));
    }

    /** A latency is the provider's whole: what making the answer took is part of it. */
    private Duration left(Duration latency, long arrived) {
        Duration left = settings.real(latency).minusNanos(System.nanoTime() - arrived);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The configuration of the product that makes this simulator its provider. */
    public Map<String, String> connectorProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ledgersync.xero.authorize-url", url() + "/xero/identity/connect/authorize");
        properties.put("ledgersync.xero.token-url", url() + "/xero/connect/token");
        properties.put("ledgersync.xero.revocation-url", url() + "/xero/connect/revocation");
        properties.put("ledgersync.xero.connections-url", url() + "/xero/connections");
        properties.put("ledgersync.xero.api-url", url() + "/xero/api.xro/2.0");
        properties.put("ledgersync.qbo.authorize-url", url() + "/qbo/connect/oauth2");
        properties.put("ledgersync.qbo.token-url", url() + "/qbo/oauth2/v1/tokens/bearer");
        properties.put("ledgersync.qbo.revocation-url", url() + "/qbo/v2/oauth2/tokens/revoke");
        properties.put("ledgersync.qbo.api-url", url() + "/qbo");
        for (String provider : List.of("xero", "qbo")) {
            properties.put("ledgersync." + provider + ".client-id", CLIENT_ID);
            properties.put("ledgersync." + provider + ".client-secret", CLIENT_SECRET);
        }
        return properties;
    }

    /** What there is and how it behaves. */
    public Define define() {
        return new Define(tenants, apps, readings, organisations, authority, settings, log::forget);
    }

    /** What must hold of what arrived. */
    public Expect expect() {
        return new Expect(query());
    }

    /** What arrived and what is there. */
    public Query query() {
        return new Query(tenants, apps, log.copy());
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(3));
        workers.dispose();
    }
}
