package io.ledgersync.allinone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service whether work may come: a started context may still be waiting for its place in a consumer group. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * Waits until the service is ready.
     *
     * @throws IllegalStateException it is not, with what it says of itself
     */
    void await(Service service, URI address) {
        HttpRequest question = HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            while (answer.statusCode() != 200) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(
                            service.key() + " is not ready after " + PATIENCE.toSeconds() + " s: " + answer.body());
                }
                Thread.sleep(LOOK.toMillis());
                answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            }
        } catch (IOException failed) {
            throw new IllegalStateException(service.key() + " has started and does not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + service.key() + " started", interrupted);
        }
    }
}
