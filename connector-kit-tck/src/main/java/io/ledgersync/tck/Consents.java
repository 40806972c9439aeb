package io.ledgersync.tck;

import io.ledgersync.sandbox.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A consent for every organisation, and the tokens that it gives: one refresh at a time. Thread-safe. */
final class Consents {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CALLBACK = "http://127.0.0.1/oauth/callback";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Grant> grants = new HashMap<>();
    private final String provider;
    private final Map<String, String> addresses;
    private final Clock clock;

    /** An access token and when it ends. */
    record Token(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[expiresAt=" + expiresAt + "]";
        }
    }

    /** The token endpoint is away for now. */
    static final class Away extends RuntimeException {
        Away(String message) {
            super(message);
        }
    }

    private record Grant(Token access, String refresh) {}

    /** @param addresses the sandbox's, by configuration key */
    Consents(String provider, Map<String, String> addresses, Clock clock) {
        this.clock = clock;
        this.provider = provider;
        this.addresses = addresses;
    }

    private String at(String key) {
        String value = addresses.get("ledgersync." + provider + "." + key);
        if (value == null) {
            throw new IllegalArgumentException("the sandbox names no " + key);
        }
        return value;
    }

    /** A user agrees that the app reads an organisation through this connection. */
    synchronized void agree(String connectionId, String organisationId) {
        URI consent = URI.create(at("authorize-url") + "?response_type=code&client_id=" + encoded(at("client-id"))
                + "&redirect_uri=" + encoded(CALLBACK) + "&state=s&scope="
                + encoded("offline_access openid accounting.settings.read accounting.transactions.read"
                        + " accounting.contacts.read accounting.journals.read accounting.invoices.read"
                        + " accounting.payments.read accounting.banktransactions.read accounting.manualjournals.read"
                        + " accounting.reports.trialbalance.read accounting.budgets.read"
                        + " com.intuit.quickbooks.accounting"));
        URI back = Browser.approve(consent, "robin-" + organisationId, List.of(organisationId));
        String code = back.getQuery().replaceAll("(?:.*&)?code=([^&]*).*", "$1");
        grants.put(
                connectionId,
                tokens("grant_type=authorization_code&code=" + encoded(code) + "&redirect_uri=" + encoded(CALLBACK)));
    }

    /** The connection's access token; a fresh one when the provider has refused it. */
    synchronized Token lease(String connectionId, @Nullable String refused) {
        Grant grant = grants.get(connectionId);
        if (grant == null) {
            throw new IllegalArgumentException("there is no connection " + connectionId);
        }
        if (grant.access().value().equals(refused)
                || grant.access().expiresAt().isBefore(clock.instant().plus(Duration.ofMinutes(1)))) {
            grant = tokens("grant_type=refresh_token&refresh_token=" + encoded(grant.refresh()));
            grants.put(connectionId, grant);
        }
        return grant.access();
    }

    /** Nobody reads through this connection any more. */
    synchronized void forget(String connectionId) {
        grants.remove(connectionId);
    }

    private Grant tokens(String form) {
        String basic = Base64.getEncoder()
                .encodeToString((at("client-id") + ":" + at("client-secret")).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(at("token-url")))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Away("the token endpoint answered " + answer.statusCode());
            }
            JsonNode tokens = JSON.readTree(answer.body());
            return new Grant(
                    new Token(
                            tokens.path("access_token").asString(),
                            clock.instant()
                                    .plusSeconds(tokens.path("expires_in").asLong())),
                    tokens.path("refresh_token").asString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
