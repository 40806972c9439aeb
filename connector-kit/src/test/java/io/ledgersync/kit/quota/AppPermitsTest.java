package io.ledgersync.kit.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.ledgersync.kit.Provider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppPermitsTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private AppPermits permits;
    private volatile String body = "{\"priority\":0,\"normal\":1,\"validMillis\":500,\"retryMillis\":0}";
    private volatile long delay;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                Thread.sleep(delay);
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        permits = new AppPermits(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "secret",
                Provider.XERO,
                "replica",
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        permits.close();
        server.stop(0);
    }

    @Test
    void aPermitThatCameTooLateIsGivenBackAndNotUsed() {
        delay = 700;
        permits.want(0, 1);

        await().until(() -> asked.size() >= 2);

        assertThat(permits.use(false)).isFalse();
        assertThat(asked.get(1)).contains("\"givenBack\":1");
    }

    @Test
    void asksAtMostTwentyTimesASecond() throws InterruptedException {
        body = "{\"priority\":0,\"normal\":0,\"validMillis\":500,\"retryMillis\":0}";
        permits.want(0, 5);

        Thread.sleep(1_000);

        assertThat(asked.size()).isBetween(2, 21);
    }

    @Test
    void lessThanNothingIsReportedAsNothing() {
        permits.report(-3);
        permits.want(0, 1);

        await().untilAsserted(() -> assertThat(asked).isNotEmpty());

        assertThat(asked.get(0)).contains("\"appMinuteRemaining\":0");
    }

    @Test
    void thatNothingIsLeftIsSaidThoughNobodyWantsAPermit() {
        permits.report(0);

        await().untilAsserted(() -> assertThat(asked).hasSize(1));

        assertThat(asked.get(0)).contains("\"appMinuteRemaining\":0");
    }

    @Test
    void whatWasReportedInVainIsReportedAgain() {
        String good = body;
        body = "<html>";
        permits.report(0);
        await().untilAsserted(() -> assertThat(asked).hasSize(1));
        body = good;

        await().untilAsserted(() -> assertThat(asked).hasSize(2));

        assertThat(asked.get(1)).contains("\"appMinuteRemaining\":0");
    }

    @Test
    void anAnswerThatCannotBeReadIsNotAskedForAgainAtOnce() throws InterruptedException {
        body = "<html>";
        permits.want(1, 0);

        Thread.sleep(700);

        assertThat(asked).hasSize(1);
        assertThat(permits.use(true)).isFalse();
    }
}
