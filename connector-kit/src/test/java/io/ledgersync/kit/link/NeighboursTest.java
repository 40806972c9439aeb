package io.ledgersync.kit.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ledgersync.kit.Provider;
import io.ledgersync.kit.pull.Sequence;
import io.ledgersync.kit.quota.AppPermits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final Sequence HERE = new Sequence(7, 1, 0);

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private volatile int status;
    private volatile String body = "{}";
    private volatile String asked = "";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked = exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Retry-After", "7");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Lease lease(int answer, String json) {
        status = answer;
        body = json;
        return new Leases(http, url(), "secret").lease("c-1", "old").join();
    }

    @Test
    void aLeaseIsGrantedEndedRefusedOrNotToBeHadNow() {
        assertThat(lease(200, "{\"accessToken\":\"new\",\"expiresAt\":\"2026-11-23T10:00:00Z\"}"))
                .isInstanceOfSatisfying(Lease.Granted.class, granted -> assertThat(granted.accessToken())
                        .isEqualTo("new"));
        assertThat(asked).isEqualTo("/internal/connections/c-1/lease Bearer secret {\"refused\":\"old\"}");
        assertThat(lease(410, "{}")).isInstanceOf(Lease.Ended.class);
        assertThat(lease(403, "{\"code\":\"AUTH_FAILED\",\"detail\":\"gone\"}"))
                .isEqualTo(new Lease.Refused("AUTH_FAILED", "gone"));
        assertThat(lease(403, "{}")).isInstanceOf(Lease.Unavailable.class);
        assertThat(lease(503, "{}"))
                .isInstanceOfSatisfying(Lease.Unavailable.class, away -> assertThat(away.retryAfter())
                        .hasSeconds(7));
        assertThat(lease(200, "not json")).isInstanceOf(Lease.Unavailable.class);
        server.stop(0);
        assertThat(lease(200, "")).isInstanceOf(Lease.Unavailable.class);
    }

    @Test
    void aTokenIsNeverInWhatIsPrinted() {
        assertThat(lease(200, "{\"accessToken\":\"top-secret\",\"expiresAt\":\"2026-11-23T10:00:00Z\"}")
                        .toString())
                .doesNotContain("top-secret");
    }

    private KeysPage keys(int answer, String json) {
        status = answer;
        body = json;
        return new KnownKeys(http, url(), "secret")
                .missing("client", "organisation", "Invoice", HERE, null, null)
                .join();
    }

    @Test
    void theStoreGivesKeysOrAsksForPatience() {
        assertThat(keys(200, "{\"sourceIds\":[\"a\",\"b\"],\"next\":\"b\"}"))
                .isEqualTo(new KeysPage.Keys(java.util.List.of("a", "b"), "b"));
        assertThat(keys(200, "{\"sourceIds\":[],\"next\":null}"))
                .isEqualTo(new KeysPage.Keys(java.util.List.of(), null));
        assertThat(keys(409, "{}")).isInstanceOf(KeysPage.NotYet.class);
        assertThat(keys(500, "{}")).isInstanceOf(KeysPage.Unavailable.class);
        assertThat(keys(200, "not json")).isInstanceOf(KeysPage.Unavailable.class);
    }

    @Test
    void permitsAreAskedForUsedOnceAndGivenBackWhenTheyExpire() throws InterruptedException {
        status = 200;
        body = "{\"priority\":1,\"normal\":1,\"validMillis\":3000,\"retryMillis\":5000}";
        CountDownLatch came = new CountDownLatch(1);
        try (AppPermits permits = new AppPermits(http, url(), "secret", Provider.XERO, "replica", Clock.systemUTC())) {
            permits.onReady(came::countDown);
            assertThat(permits.use(true)).isFalse();

            permits.want(1, 1);
            assertThat(came.await(5, TimeUnit.SECONDS)).isTrue();
            body = "{\"priority\":0,\"normal\":0,\"validMillis\":3000,\"retryMillis\":5000}";

            assertThat(asked)
                    .startsWith("/internal/permits/xero Bearer secret")
                    .contains("\"holder\":\"replica\"")
                    .contains("\"priority\":1,\"normal\":1");
            assertThat(permits.use(false)).isTrue();
            assertThat(permits.use(false)).isFalse();
            Thread.sleep(3_100);
            assertThat(permits.use(true)).isFalse();
        }
    }
}
