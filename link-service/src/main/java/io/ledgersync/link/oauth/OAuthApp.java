package io.ledgersync.link.oauth;

import io.ledgersync.link.Problem;
import io.ledgersync.link.Provider;
import io.ledgersync.link.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Our registration at one provider, as OAuth 2.0 knows it.
 *
 * @param revocation how the provider wants the token that is to be void
 */
public record OAuthApp(
        Provider provider,
        URI authorizeUrl,
        URI tokenUrl,
        URI revocationUrl,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        List<String> scopes,
        Revocation revocation) {

    /** How a revocation's body is written. */
    public enum Revocation {
        FORM,
        JSON
    }

    /** Where the user consents. */
    public URI consentPage(URI redirectUri, String state) {
        String query = form(Map.of(
                "response_type", "code",
                "client_id", id(),
                "redirect_uri", redirectUri.toString(),
                "scope", String.join(" ", scopes),
                "state", state));
        return URI.create(authorizeUrl + (authorizeUrl.getRawQuery() == null ? "?" : "&") + query);
    }

    String basicAuthorization() {
        Secret secret = clientSecret;
        if (secret == null || secret.value().isBlank()) {
            throw notConfigured("client-secret");
        }
        String credentials = id() + ':' + secret.value();
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String id() {
        String id = clientId;
        if (id == null || id.isBlank()) {
            throw notConfigured("client-id");
        }
        return id;
    }

    private RuntimeException notConfigured(String key) {
        return Problem.PROVIDER_NOT_CONFIGURED.because("ledgersync." + provider.path() + '.' + key + " is not set");
    }
}
