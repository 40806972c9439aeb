package io.ledgersync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An app that calls the simulator as the product does. */
final class App {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    static final String CALLBACK = "http://127.0.0.1:9/back";

    static final String SCOPES = "openid offline_access accounting.settings.read accounting.contacts.read"
            + " accounting.invoices.read accounting.payments.read accounting.banktransactions.read"
            + " accounting.manualjournals.read accounting.journals.read accounting.budgets.read"
            + " accounting.reports.trialbalance.read com.intuit.quickbooks.accounting";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private final Map<String, String> properties;

    App(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.properties = sandbox.connectorProperties();
    }

    private String property(String provider, String name) {
        return properties.get("ledgersync." + provider.toLowerCase(java.util.Locale.ROOT) + "." + name);
    }

    URI authorizationUrl(String provider) {
        return authorizationUrl(provider, SCOPES);
    }

    URI authorizationUrl(String provider, String scopes) {
        return URI.create(property(provider, "authorize-url") + "?response_type=code&client_id="
                + property(provider, "client-id") + "&scope=" + encoded(scopes) + "&state="
                + encoded("st&te=1") + "&redirect_uri=" + encoded(CALLBACK));
    }

    String code(String provider, String... organisations) {
        URI back = Browser.approve(authorizationUrl(provider), "robin", Arrays.asList(organisations));
        return parameter(back, "code");
    }

    static String parameter(URI uri, String name) {
        for (String pair : uri.getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return java.net.URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError(uri + " has no " + name);
    }

    HttpResponse<String> token(String provider, String secret, String... fields) {
        return form(property(provider, "token-url"), property(provider, "client-id") + ":" + secret, fields);
    }

    HttpResponse<String> exchange(String provider, String code) {
        return token(
                provider,
                property(provider, "client-secret"),
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                CALLBACK);
    }

    HttpResponse<String> refresh(String provider, String refreshToken) {
        return token(
                provider,
                property(provider, "client-secret"),
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken);
    }

    HttpResponse<String> revoke(String provider, String token) {
        return form(
                property(provider, "revocation-url"),
                property(provider, "client-id") + ":" + property(provider, "client-secret"),
                "token",
                token);
    }

    /** An access token for organisations of one provider. */
    String link(String provider, String... organisations) {
        HttpResponse<String> answer = exchange(provider, code(provider, organisations));
        return json(answer).path("access_token").asString();
    }

    private HttpResponse<String> form(String url, String user, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(fields[i] + "=" + encoded(fields[i + 1]));
        }
        return send(HttpRequest.newBuilder(URI.create(url))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** GET of Xero's API; headers in pairs. */
    HttpResponse<String> xero(String token, String organisation, String call, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(sandbox.url().resolve("/xero/api.xro/2.0/" + call))
                .header("Authorization", "Bearer " + token)
                .header("xero-tenant-id", organisation);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> connections(String token, String query) {
        return send(HttpRequest.newBuilder(sandbox.url().resolve("/xero/connections" + query))
                .header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> disconnect(String token, String connection) {
        return send(HttpRequest.newBuilder(sandbox.url().resolve("/xero/connections/" + connection))
                .header("Authorization", "Bearer " + token)
                .DELETE());
    }

    HttpResponse<String> qbo(String token, String realm, String call) {
        return send(HttpRequest.newBuilder(sandbox.url().resolve("/qbo/v3/company/" + realm + "/" + call))
                .header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> select(String token, String realm, String query) {
        return qbo(token, realm, "query?query=" + encoded(query));
    }

    HttpResponse<String> batch(String token, String realm, String... queries) {
        List<Map<String, String>> items = new ArrayList<>();
        for (int i = 0; i < queries.length; i++) {
            items.add(Map.of("bId", "q" + i, "Query", queries[i]));
        }
        return send(HttpRequest.newBuilder(sandbox.url().resolve("/qbo/v3/company/" + realm + "/batch"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("BatchItemRequest", items)))));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
