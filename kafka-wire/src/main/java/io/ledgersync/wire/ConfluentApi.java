package io.ledgersync.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What we ask the registry ourselves: to keep to our compatibility rule, whether it knows an id, and what it is of. */
final class ConfluentApi {
    private static final String PREFIX = "confluent-api.";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String url;
    private final @Nullable String compatibility;
    private final @Nullable String authorization;
    private final HttpClient client;

    private ConfluentApi(
            String url, @Nullable String compatibility, @Nullable String authorization, HttpClient client) {
        this.url = url;
        this.compatibility = compatibility;
        this.authorization = authorization;
        this.client = client;
    }

    static ConfluentApi of(SerdeSettings settings) {
        String url = settings.value(PREFIX + "url");
        if (url == null) {
            throw new IllegalArgumentException("ledgersync.registry.properties." + PREFIX + "url is not set");
        }
        String user = settings.value(PREFIX + "user");
        String password = settings.value(PREFIX + "password");
        String authorization = user == null || password == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
        String truststore = settings.value(PREFIX + "truststore.location");
        if (truststore != null) {
            String type = settings.value(PREFIX + "truststore.type");
            client.sslContext(trusting(
                    Path.of(truststore),
                    settings.value(PREFIX + "truststore.password"),
                    type == null ? "PKCS12" : type));
        }
        return new ConfluentApi(url, settings.value(PREFIX + "compatibility"), authorization, client.build());
    }

    /**
     * From now on the registry accepts a schema only when it keeps to the configured rule; nothing when none is
     * configured.
     */
    void demandCompatibility() {
        if (compatibility == null) {
            return;
        }
        HttpResponse<String> answer = putCompatibility();
        if (answer.statusCode() == 409) {
            // Another service made the same rule at the same moment: now that it exists, it is set.
            answer = putCompatibility();
        }
        if (answer.statusCode() != 200) {
            throw new RegistryUnavailable("The registry answered " + answer.statusCode() + " when asked for "
                    + compatibility + " compatibility: " + shortened(answer.body()));
        }
    }

    private HttpResponse<String> putCompatibility() {
        return send(request("/config")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"" + compatibility + "\"}")));
    }

    /** Whether the registry has a schema of that id. */
    boolean knows(int id) {
        return schema(id) != null;
    }

    /** The registry's answer of the schema of that id, a JSON object; null when it has none. */
    @Nullable
    String schema(int id) {
        HttpResponse<String> answer = send(request("/schemas/ids/" + id).GET());
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 404 -> null;
            default ->
                throw new RegistryUnavailable("The registry answered " + answer.statusCode() + " when asked for schema "
                        + id + ": " + shortened(answer.body()));
        };
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryUnavailable("The registry at " + url + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable("Interrupted while waiting for the registry at " + url, e);
        }
    }

    private static String shortened(String body) {
        return body.length() <= 500 ? body : body.substring(0, 500) + '…';
    }

    private static SSLContext trusting(Path location, @Nullable String password, String type) {
        try (InputStream content = Files.newInputStream(location)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(content, password == null ? null : password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "ledgersync.registry.properties." + PREFIX + "truststore.location: " + location
                            + " cannot be read as " + type,
                    e);
        }
    }
}
