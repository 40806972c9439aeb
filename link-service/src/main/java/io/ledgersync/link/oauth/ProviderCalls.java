package io.ledgersync.link.oauth;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends calls to providers: one time-out for the whole of a call, bounded answers, no redirects, nothing retried,
 * nothing logged.
 */
public final class ProviderCalls {
    private final HttpClient http;
    private final Duration timeout;

    public ProviderCalls(Duration timeout) {
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The answer, whatever its status.
     *
     * @throws ProviderUnavailable none came in time, or it was torn or too large
     */
    public ProviderReply send(HttpRequest.Builder call) throws ProviderUnavailable {
        HttpRequest request = call.header("Accept", "application/json").build();
        // The request's own time-out would end with the headers; a body may hang as well.
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, answered -> new BoundedBody());
        try {
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new ProviderReply(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ProviderUnavailable(
                    request.uri().getHost() + " did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            // The cause's name alone: its words may quote what was sent.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ProviderUnavailable(request.uri().getHost() + " could not be called: "
                    + cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProviderUnavailable("Interrupted while " + request.uri().getHost() + " was called");
        }
    }
}
