package io.ledgersync.kit.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.Connector;
import io.ledgersync.kit.event.Envelopes;
import io.ledgersync.kit.http.Courier;
import io.ledgersync.kit.link.KnownKeys;
import io.ledgersync.kit.link.Leases;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.quota.AppPermits;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.run.Sleepers;
import io.ledgersync.kit.slice.ChangeWriter;
import io.ledgersync.kit.slice.CommitPace;
import io.ledgersync.kit.slice.ConnectorMetrics;
import io.ledgersync.kit.slice.Containment;
import io.ledgersync.kit.slice.DeadLetters;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A caller and a receiver at work, with a provider and a link service of a few lines. The test is the loop. */
final class CallDesk implements AutoCloseable {
    record Reply(int status, Map<String, String> headers, String body) {}

    /** No answer at all. */
    static final Reply NONE = new Reply(0, Map.of(), "");

    /** What was asked of the provider and of the link service. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final List<String> permitsAsked = new CopyOnWriteArrayList<>();
    volatile Function<String, Reply> lease = connection -> token("good");
    volatile Function<String, Reply> provider = path -> NONE;
    volatile Instant now = Instant.now();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Clock clock = Clock.systemUTC();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Mailbox mailbox = new Mailbox();
    private final Rota rota = new Rota();
    private final QuotaSettings settings =
            new QuotaSettings(0, 5_000, 5, 0, 0, BigDecimal.ZERO, Duration.ofMinutes(30), false);
    private final RunBook book = new RunBook(settings, rota, new Sleepers(state -> null));
    private final Courier courier;
    private final @Nullable AppPermits permits;
    final Receiver receiver;
    final Caller caller;

    CallDesk(int mostCalls, boolean withPermits) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/", exchange -> answer(exchange, asked, provider));
        server.createContext("/internal/connections/", exchange -> answer(exchange, asked, lease));
        server.createContext(
                "/internal/permits/",
                exchange -> answer(
                        exchange, permitsAsked, path -> new Reply(200, Map.of(), "{\"priority\":0,\"normal\":1}")));
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Clock settable = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        Connector connector =
                new ShelfConnector(1, new ShelfStream("Invoices", false, 10), new ShelfStream("Payments", false, 10));
        courier = new Courier(http, clock);
        Line line =
                new Line(connector, url.resolve("/api"), courier, courier.memory(1_000_000), settings.callTimeout());
        EventCodec codec =
                new EventCodec(new WireSettings("127.0.0.1:1", "http://127.0.0.1:1", 4, (short) 1, Map.of(), Map.of()));
        Envelopes envelopes = new Envelopes(codec, 4, "/test");
        CommitPace pace = new CommitPace(Duration.ofSeconds(3), System::nanoTime);
        Containment containment = new Containment(book, pace);
        ConnectorMetrics metrics = new ConnectorMetrics(new SimpleMeterRegistry(), "xero");
        ChangeWriter changes =
                new ChangeWriter(connector, envelopes, new DeadLetters(envelopes, Provider.XERO), metrics);
        LeaseDesk leases = new LeaseDesk(new Leases(http, url, "secret"), mailbox, book, containment, settable);
        permits = withPermits
                ? new AppPermits(http, url, "secret", io.ledgersync.kit.Provider.XERO, "replica", clock)
                : null;
        receiver =
                new Receiver(line, book, rota, leases.leases(), permits, changes, pace, containment, metrics, settable);
        caller = new Caller(
                line,
                mostCalls,
                book,
                rota,
                leases.leases(),
                permits,
                new StoreDesk(new KnownKeys(http, url, "secret"), containment, rota, changes, pace, mailbox, settable),
                Patience.usual(new Random(1)),
                containment,
                mailbox,
                receiver);
        leases.tells(caller);
        if (permits != null) {
            permits.onReady(() -> mailbox.execute(caller::permitsCame));
        }
    }

    static Reply token(String token) {
        return new Reply(
                200,
                Map.of(),
                "{\"accessToken\":\"" + token + "\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(36_000) + "\"}");
    }

    private static void answer(HttpExchange exchange, List<String> asked, Function<String, Reply> behaviour)
            throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(path + ' ' + body);
            Reply reply = behaviour.apply(path);
            while (reply == NONE) {
                Thread.sleep(20);
                reply = behaviour.apply(path);
            }
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A run of an organisation, held and ready. */
    HeldRun hold(String organisation) {
        SyncRequested request = SyncRequested.newBuilder()
                .setRunId("run-of-" + organisation)
                .setAttempt(1)
                .setPracticeId("practice")
                .setClientId("client")
                .setConnectionId(organisation)
                .setProvider(Provider.XERO)
                .setOrganisationId(organisation)
                .setKind(RunKind.INITIAL)
                .setPriority(false)
                .setRequestedAt(now)
                .setWatermarks(Map.of())
                .setFirstRun(true)
                .build();
        HeldRun run = new HeldRun(book.organisation(organisation, 0, false, now), request, null, null, now);
        book.hold(run);
        return run;
    }

    /** One turn of the loop. */
    void turn() {
        for (Runnable letter = mailbox.next(); letter != null; letter = mailbox.next()) {
            letter.run();
        }
        caller.startCalls(() -> now);
    }

    long askedOf(String organisation) {
        return asked.stream()
                .filter(call -> call.startsWith("/api/" + organisation + '/'))
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        courier.close();
        if (permits != null) {
            permits.close();
        }
    }
}
