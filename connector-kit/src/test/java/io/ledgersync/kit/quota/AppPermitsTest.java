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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
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
        long began = System.nanoTime();
        permits.want(0, 5);

        Thread.sleep(1_000);

        int times = asked.size();
        long twentieths = (System.nanoTime() - began) / 50_000_000;
        assertThat((long) times).isBetween(2L, twentieths + 1);
    }

    @Test
    void lessThanNothingIsReportedAsNothing() {
        permits.report(-3, Instant.now());
        permits.want(0, 1);

        await().untilAsserted(() -> assertThat(asked).isNotEmpty());

        assertThat(asked.get(0)).contains("\"appMinuteRemaining\":0");
    }

    @Test
    void thatNothingIsLeftIsSaidThoughNobodyWantsAPermit() {
        permits.report(0, Instant.now());

        await().untilAsserted(() -> assertThat(asked).hasSize(1));

        assertThat(asked.get(0)).contains("\"appMinuteRemaining\":0");
    }

    @Test
    void permitsInHandAreGivenBackWhenNothingIsLeft() {
        AtomicBoolean came = new AtomicBoolean();
        permits.onReady(() -> came.set(true));
        body = "{\"priority\":0,\"normal\":1,\"validMillis\":60000,\"retryMillis\":0}";
        permits.want(0, 1);
        await().untilTrue(came);
        body = "{\"priority\":0,\"normal\":0,\"validMillis\":500,\"retryMillis\":0}";

        permits.report(0, Instant.now());

        assertThat(permits.use(false)).isFalse();
        await().untilAsserted(() -> assertThat(asked).hasSizeGreaterThanOrEqualTo(2));
        assertThat(asked.get(1)).contains("\"givenBack\":1", "\"appMinuteRemaining\":0");
    }

    @Test
    void saysHowLongAgoTheHeaderWasAskedFor() {
        permits.report(900, Instant.now().minusSeconds(4));
        permits.report(700, Instant.now().minusSeconds(7));
        permits.report(800, Instant.now());
        permits.want(0, 1);

        await().untilAsserted(() -> assertThat(asked).isNotEmpty());

        assertThat(asked.get(0))
                .contains("\"appMinuteRemaining\":700")
                .containsPattern("\"appMinuteAgeMillis\":[78]\\d{3}\\b");
    }

    @Test
    void aHeaderOfACallThatTookAMinuteSaysNothing() {
        permits.report(700, Instant.now().minusSeconds(61));
        permits.want(0, 1);

        await().untilAsserted(() -> assertThat(asked).isNotEmpty());

        assertThat(asked.get(0)).doesNotContain("appMinuteRemaining");
    }

    @Test
    void whatWasReportedInVainIsReportedAgain() {
        String good = body;
        body = "<html>";
        permits.report(0, Instant.now());
        await().untilAsserted(() -> assertThat(asked).isNotEmpty());
        int before = asked.size();
        body = good;

        await().untilAsserted(() -> assertThat(asked).hasSizeGreaterThan(before));

        assertThat(asked.get(before)).contains("\"appMinuteRemaining\":0");
    }

    @Test
    void anAnswerThatCannotBeReadIsNotAskedForAgainAtOnce() throws InterruptedException {
        body = "<html>";
        long began = System.nanoTime();
        permits.want(1, 0);

        Thread.sleep(700);

        int times = asked.size();
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        assertThat((long) times).isBetween(1L, seconds + 1);
        assertThat(permits.use(true)).isFalse();
    }
}
