package io.ledgersync.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.TooLargeRecord;
import io.ledgersync.kit.toy.ShelfConnector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a network and a server can do to an answer, byte by byte. */
class CourierFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String ROWS =
            "{\"rows\":[{\"type\":\"Items\",\"id\":\"é€😀\",\"v\":1},{\"type\":\"Items\",\"id\":\"2\",\"v\":2}],\"total\":2}";

    private interface Script {
        void play(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Courier courier = new Courier(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
            Clock.systemUTC(),
            Duration.ofMillis(900));
    private final AnswerMemory memory = courier.memory(1_000_000);
    private ServerSocket server;
    private volatile Script script;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int b = in.read(); b >= 0; b = in.read()) {
                head.append((char) b);
                if (head.toString().endsWith("\r\n\r\n")) {
                    requests.incrementAndGet();
                    head.setLength(0);
                    script.play(socket, socket.getOutputStream());
                }
            }
        } catch (IOException broken) {
            // The client or the script broke the connection, as the test wants.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
        courier.close();
    }

    private Flight send(Duration timeout) {
        HttpCall call = new HttpCall(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x"), Map.of(), null);
        HttpRequest request = Courier.request(call, "top-secret");
        return courier.send(new ShelfConnector(1), "o", request, memory, timeout, deliveries::add);
    }

    private Delivery delivered() throws InterruptedException {
        Delivery delivery = deliveries.poll(20, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    private void failsAndHoldsNothing() throws InterruptedException {
        assertThat(delivered()).isInstanceOfSatisfying(Delivery.Failed.class, failed -> {
            assertThat(failed.unsent()).isFalse();
            assertThat(failed.began()).isNotNull();
            assertThat(failed.toString()).doesNotContain("top-secret");
        });
        await().untilAsserted(() -> assertThat(memory.used()).isZero());
        assertThat(deliveries.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String head(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void aResetInTheMiddleOfABodyIsNoAnswer() throws InterruptedException {
        script = (socket, out) -> {
            out.write(bytes(head(5_000) + ROWS));
            out.flush();
            Thread.sleep(50);
            socket.setSoLinger(true, 0);
            socket.close();
        };

        send(LONG);

        failsAndHoldsNothing();
    }

    @Test
    void aConnectionThatClosesInTheMiddleOfABodyIsNoAnswer() throws InterruptedException {
        script = (socket, out) -> {
            out.write(bytes(head(5_000) + ROWS));
            socket.close();
        };

        send(LONG);

        failsAndHoldsNothing();
    }

    @Test
    void aBodyInPiecesOfOneByteIsReadAsItIs() throws InterruptedException {
        script = (socket, out) -> {
            out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            for (byte b : bytes(ROWS)) {
                out.write(bytes("1\r\n"));
                out.write(b);
                out.write(bytes("\r\n"));
                out.flush();
            }
            out.write(bytes("0\r\n\r\n"));
        };

        send(LONG);

        Delivery.Replied replied = (Delivery.Replied) delivered();
        assertThat(replied.reply().rows())
                .extracting(row -> row.read().sourceId())
                .containsExactly("é€😀", "2");
        assertThat(new String(replied.reply().rows().get(0).json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"Items\",\"id\":\"é€😀\",\"v\":1}");
    }

    @Test
    void aBodyThatNeverEndsIsGivenUpInTime() throws InterruptedException {
        script = (socket, out) -> {
            out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            while (true) {
                out.write(bytes("1\r\n \r\n"));
                out.flush();
                Thread.sleep(20);
            }
        };

        send(Duration.ofSeconds(3));

        failsAndHoldsNothing();
    }

    @Test
    void aBodyThatFallsSilentIsBrokenOffLongBeforeItsTimeIsUp() throws InterruptedException {
        script = (socket, out) -> {
            out.write(bytes(head(5_000) + ROWS));
            out.flush();
            Thread.sleep(10_000);
        };

        send(LONG);

        assertThat(deliveries.poll(5, TimeUnit.SECONDS)).isInstanceOfSatisfying(Delivery.Failed.class, failed -> {
            assertThat(failed.fault().detail()).contains("nothing more of the body came");
            assertThat(failed.began()).isNotNull();
        });
        await().untilAsserted(() -> assertThat(memory.used()).isZero());
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws InterruptedException {
        script = (socket, out) ->
                out.write(bytes("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));

        send(LONG);

        assertThat(((Delivery.Replied) delivered()).reply().status()).isEqualTo(302);
        assertThat(requests.get()).isEqualTo(1);
    }

    @Test
    void theTimeThatABodyWaitsForMemoryIsNotCounted() throws InterruptedException {
        script = (socket, out) -> out.write(bytes(head(bytes(ROWS).length) + ROWS));
        for (int i = 0; i < 4; i++) {
            AnswerMemory.Reader full = memory.begin("another", () -> {});
            full.grow(240_000, 0);
            full.complete();
        }
        AnswerMemory.Reader first = memory.begin("another", () -> {});
        first.grow(100_000, 0);

        send(Duration.ofSeconds(3));
        assertThat(deliveries.poll(4, TimeUnit.SECONDS)).isNull();
        memory.release(960_000);
        first.abandon();

        assertThat(delivered()).isInstanceOf(Delivery.Replied.class);
    }

    @Test
    void whateverMomentACallIsBrokenOffAtItHoldsNothingAfterwards() throws InterruptedException {
        script = (socket, out) -> {
            byte[] body = bytes(ROWS);
            out.write(bytes(head(body.length)));
            out.write(body, 0, 40);
            out.flush();
            out.write(body, 40, body.length - 40);
        };
        long seed = System.nanoTime();
        System.out.println("CourierFaultsTest: seed " + seed);
        Random random = new Random(seed);
        int calls = 600;
        for (int i = 0; i < calls; i++) {
            Flight flight = send(LONG);
            TimeUnit.MICROSECONDS.sleep(random.nextInt(1_500));
            flight.cancel();
        }

        for (int i = 0; i < calls; i++) {
            if (delivered() instanceof Delivery.Replied replied) {
                memory.release(replied.weight());
            }
        }
        await().untilAsserted(
                        () -> assertThat(memory.used()).as("seed %d", seed).isZero());
        assertThat(deliveries).isEmpty();
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static void gzip(OutputStream out, byte[] body, int length) throws IOException {
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + length + "\r\n\r\n"));
        out.write(body, 0, length);
    }

    @Test
    void aPackedBodyIsReadAsItWas() throws InterruptedException {
        script = (socket, out) -> {
            byte[] body = packed(bytes(ROWS));
            gzip(out, body, body.length);
        };

        send(LONG);

        Delivery.Replied replied = (Delivery.Replied) delivered();
        assertThat(replied.reply().rows())
                .extracting(row -> row.read().sourceId())
                .containsExactly("é€😀", "2");
        memory.release(replied.weight());
        assertThat(memory.used()).isZero();
    }

    @Test
    void aPackedErrorIsReadAsText() throws InterruptedException {
        script = (socket, out) -> {
            byte[] body = packed(bytes("<html>away</html>"));
            out.write(bytes(
                    "HTTP/1.1 503 Away\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n"));
            out.write(body);
        };

        send(LONG);

        assertThat(((Delivery.Replied) delivered()).reply().text()).isEqualTo("<html>away</html>");
    }

    @Test
    void aPackedBodyThatEndsInTheMiddleIsNoAnswer() throws IOException, InterruptedException {
        byte[] body = packed(bytes(ROWS));
        for (int length : new int[] {1, 9, 10, 40, body.length - 8, body.length - 1}) {
            script = (socket, out) -> gzip(out, body, length);

            send(LONG);

            failsAndHoldsNothing();
        }
    }

    @Test
    void aPackedBodyWithAWrongByteIsNoAnswer() throws IOException, InterruptedException {
        byte[] body = packed(bytes(ROWS));
        for (int at : new int[] {0, 2, 3, 30, body.length - 7, body.length - 2}) {
            byte[] broken = body.clone();
            broken[at] ^= 0x55;
            script = (socket, out) -> gzip(out, broken, broken.length);

            send(LONG);

            failsAndHoldsNothing();
        }
    }

    @Test
    void aPackingThatWasNotAskedForIsNoAnswer() throws InterruptedException {
        script = (socket, out) ->
                out.write(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc"));

        send(LONG);

        failsAndHoldsNothing();
    }

    @Test
    void aRecordThatDoesNotFitIsMeasuredAndTheOthersAreRead() throws Exception {
        String large = "{\"type\":\"Items\",\"id\":\"large\",\"lines\":[{\"odd\":[1]},\"" + "\\\"]}".repeat(500_000)
                + "\"],\"note\":\"" + "é".repeat(2_000) + "\",\"v\":7}";
        String rows = "{\"rows\":[{\"type\":\"Items\",\"id\":\"1\",\"v\":1}," + large
                + ",{\"type\":\"Items\",\"id\":\"2\",\"v\":2}],\"total\":3}";
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(large)));
        byte[] body = packed(bytes(rows));
        script = (socket, out) -> gzip(out, body, body.length);

        send(LONG);

        Delivery.Replied replied = (Delivery.Replied) delivered();
        assertThat(replied.reply().rows())
                .extracting(row -> row.read().sourceId())
                .containsExactly("1", "large", "2");
        Row row = replied.reply().rows().get(1);
        assertThat(row.read().updatedAt()).isEqualTo(Instant.ofEpochMilli(7));
        assertThat(new String(row.json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"Items\",\"id\":\"large\",\"lines\":[],\"note\":\"\",\"v\":7}");
        assertThat(row.unreadable()).isInstanceOfSatisfying(TooLargeRecord.class, said -> {
            assertThat(said.sourceId()).isEqualTo("large");
            assertThat(said.length()).isEqualTo(bytes(large).length);
            assertThat(said.head()).isEqualTo(Arrays.copyOf(bytes(large), 64 * 1024));
            assertThat(said.digest()).isEqualTo(digest);
        });
        assertThat(replied.weight()).isLessThan(600_000);
        memory.release(replied.weight());
        assertThat(memory.used()).isZero();
    }

    @Test
    void aRecordThatDoesNotFitAndSaysNothingOfItselfIsMeasuredToo() throws IOException, InterruptedException {
        byte[] body = bytes("{\"rows\":[\"" + "x".repeat(2_000_000) + "\"," + "7".repeat(2_000_000) + " ]}");
        script = (socket, out) -> {
            out.write(bytes(head(body.length)));
            out.write(body);
        };

        send(LONG);

        Delivery.Replied replied = (Delivery.Replied) delivered();
        assertThat(replied.reply().rows())
                .extracting(row -> ((TooLargeRecord) row.unreadable()).length())
                .containsExactly(2_000_002L, 2_000_000L);
    }

    @Test
    void aSmallBodyThatIsLargeUnpackedIsBrokenOffWithinTheMemory() throws IOException, InterruptedException {
        String row = "{\"pad\":\"" + "x".repeat(1_000) + "\"},";
        byte[] body = packed(bytes("{\"rows\":[" + row.repeat(20_000)));
        script = (socket, out) -> gzip(out, body, body.length);
        assertThat(body.length).isLessThan(100_000);

        send(LONG);

        assertThat(delivered()).isInstanceOf(Delivery.TooLarge.class);
        assertThat(memory.used()).isZero();
    }
}
