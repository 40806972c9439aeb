package io.ledgersync.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final ShelfConnector connector = new ShelfConnector(1, new ShelfStream("Items", false, 10));
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** With a time to connect, as in production: a connection then keeps its first exchange as long as it is open. */
    private final Courier courier = new Courier(
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(), Clock.systemUTC());

    private HttpServer server;
    private volatile Behaviour behaviour;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                behaviour.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
        courier.close();
    }

    private Flight send(AnswerMemory memory, Duration timeout) {
        return send("http://127.0.0.1:" + server.getAddress().getPort() + "/x", memory, timeout);
    }

    private Flight send(String address, AnswerMemory memory, Duration timeout) {
        HttpCall call = new HttpCall(URI.create(address), Map.of("Accept", "application/json"), null);
        return courier.send(connector, "o", Courier.request(call, "token"), memory, timeout, deliveries::add);
    }

    private Delivery delivered() throws InterruptedException {
        Delivery delivery = deliveries.poll(20, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String rows(int count, int size) {
        String row = "{\"type\":\"Items\",\"id\":\"1\",\"v\":1,\"pad\":\"" + "x".repeat(size) + "\"}";
        return "{\"rows\":[" + String.join(",", java.util.Collections.nCopies(count, row)) + "]}";
    }

    @Test
    void readsRecordsWhereverTheyAreReadableAndSaysWhyWhereNot() throws InterruptedException {
        behaviour = exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer token");
            exchange.getResponseHeaders().set("X-MinLimit-Remaining", "59");
            reply(
                    exchange,
                    200,
                    "{\"rows\":[{\"type\":\"Items\",\"id\":\"1\",\"v\":1},{\"type\":\"Items\",\"id\":\"2\",\"odd\":true}],\"total\":2}");
        };
        AnswerMemory memory = courier.memory(100_000);

        send(memory, LONG);
        Delivery.Replied replied = (Delivery.Replied) delivered();

        assertThat(replied.reply().rows()).hasSize(2);
        assertThat(replied.reply().rows().get(0).read().sourceId()).isEqualTo("1");
        assertThat(replied.reply().rows().get(1).unreadable()).hasMessageContaining("odd");
        assertThat(replied.reply().header("x-minlimit-remaining")).contains("59");
        assertThat(replied.reply().envelope().path("total").asInt()).isEqualTo(2);
        assertThat(memory.used()).isEqualTo(replied.weight()).isPositive();
        memory.release(replied.weight());
        assertThat(memory.used()).isZero();
    }

    @Test
    void anErrorPageComesAsText() throws InterruptedException {
        behaviour = exchange -> reply(exchange, 503, "<html>away</html>");

        send(courier.memory(100_000), LONG);
        Delivery.Replied replied = (Delivery.Replied) delivered();

        assertThat(replied.reply().status()).isEqualTo(503);
        assertThat(replied.reply().text()).contains("away");
        assertThat(replied.reply().envelope()).isNull();
    }

    @Test
    void anAnswerThatOutgrowsAQuarterIsBrokenOff() throws InterruptedException {
        behaviour = exchange -> reply(exchange, 200, rows(100, 1000));
        AnswerMemory memory = courier.memory(400_000);

        send(memory, LONG);

        assertThat(delivered()).isInstanceOf(Delivery.TooLarge.class);
        assertThat(memory.used()).isZero();
    }

    @Test
    void aBodyThatEndsInTheMiddleIsNoAnswer() throws InterruptedException {
        behaviour = exchange -> reply(exchange, 200, "{\"rows\":[{\"type\":\"Items\",\"id\":\"1\",\"v\":1}");
        AnswerMemory memory = courier.memory(100_000);

        send(memory, LONG);

        assertThat(delivered()).isInstanceOfSatisfying(Delivery.Failed.class, failed -> assertThat(failed.unsent())
                .isFalse());
        assertThat(memory.used()).isZero();
    }

    @Test
    void aCallThatTakesTooLongIsGivenUp() throws InterruptedException {
        behaviour = exchange -> {
            Thread.sleep(3_000);
            reply(exchange, 200, rows(1, 1));
        };

        send(courier.memory(100_000), Duration.ofMillis(200));

        assertThat(delivered()).isInstanceOfSatisfying(Delivery.Failed.class, failed -> assertThat(failed.began())
                .isNull());
        assertThat(deliveries.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    /** As in production the client may not try again by itself, and then wraps what kept it from connecting. */
    @Test
    void aCallThatNeverLeftIsKnownAsSuch() throws InterruptedException {
        assertThat(System.getProperty("jdk.httpclient.redirects.retrylimit")).isEqualTo("1");
        server.stop(0);

        send(courier.memory(100_000), LONG);

        assertThat(delivered()).isInstanceOfSatisfying(Delivery.Failed.class, failed -> assertThat(failed.unsent())
                .isTrue());
    }

    @Test
    void aCallToANameThatNobodyKnowsNeverLeft() throws InterruptedException {
        send("http://provider.invalid/x", courier.memory(100_000), LONG);

        assertThat(delivered()).isInstanceOfSatisfying(Delivery.Failed.class, failed -> assertThat(failed.unsent())
                .isTrue());
    }

    @Test
    void aCallWhoseConnectionIsClosedBeforeItsAnswerMayHaveBeenSeen() throws InterruptedException {
        behaviour = exchange -> {
            throw new IOException("closes the connection without an answer");
        };

        send(courier.memory(100_000), LONG);

        assertThat(delivered()).isInstanceOfSatisfying(Delivery.Failed.class, failed -> {
            assertThat(failed.unsent()).isFalse();
            assertThat(failed.began()).isNull();
        });
    }

    @Test
    void answersAreReadOnlyWhileThereIsRoomAndAllOfThemInTheEnd() throws InterruptedException {
        // Thirty answers of 0.9 MB each.
        behaviour = exchange -> reply(exchange, 200, rows(20, 15_000));
        AnswerMemory memory = courier.memory(4_000_000);
        for (int i = 0; i < 30; i++) {
            send(memory, LONG);
        }

        for (int i = 0; i < 30; i++) {
            Delivery.Replied replied = (Delivery.Replied) delivered();
            assertThat(replied.reply().rows()).hasSize(20).allMatch(row -> row.unreadable() == null);
            assertThat(memory.used()).isLessThanOrEqualTo(memory.capacity() * 5 / 4);
            memory.release(replied.weight());
        }

        await().untilAsserted(() -> assertThat(memory.used()).isZero());
    }

    /** A call's time-out is minutes away when its answer is committed, and its connection stays open for the next. */
    @Test
    void anAnswerThatWasTakenIsHeldByNobody() throws InterruptedException {
        behaviour = exchange -> reply(exchange, 200, rows(1, 1_000));
        AnswerMemory memory = courier.memory(4_000_000);
        send(memory, LONG);
        WeakReference<Object> row = new WeakReference<>(
                ((Delivery.Replied) delivered()).reply().rows().get(0));

        await().untilAsserted(() -> {
            System.gc();
            assertThat(row.get()).isNull();
        });
    }
}
