package io.ledgersync.link.oauth;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider's token endpoint and its revocation endpoint. */
public final class TokenEndpoint {
    private static final long SHORTEST_LIFE_SECONDS = 1;
    /** Errors of OAuth 2.0 that say "not now". */
    private static final Set<String> IN_PASSING = Set.of("temporarily_unavailable", "server_error");

    private final OAuthApp app;
    private final ProviderCalls calls;
    private final Clock clock;

    public TokenEndpoint(OAuthApp app, ProviderCalls calls, Clock clock) {
        this.app = app;
        this.calls = calls;
        this.clock = clock;
    }

    /** The tokens that an authorisation code is good for; a code is sent once only. */
    public TokenAnswer exchange(String code, URI redirectUri) {
        return ask(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri.toString()), null);
    }

    /** New tokens for a refresh token. */
    public TokenAnswer refresh(String refreshToken) {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), refreshToken);
    }

    /** After this the tokens are void, now or already before. */
    public void revoke(String refreshToken) throws ProviderUnavailable {
        HttpRequest.Builder call =
                HttpRequest.newBuilder(app.revocationUrl()).header("Authorization", app.basicAuthorization());
        ProviderReply reply = calls.send(
                switch (app.revocation()) {
                    case FORM ->
                        call.header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        OAuthApp.form(Map.of("token", refreshToken))));
                    case JSON ->
                        call.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(Map.of("token", refreshToken))));
                });
        // 400 is how a provider says that the token is void already.
        if (!reply.ok() && reply.status() != 400) {
            throw reply.unusable("The revocation endpoint");
        }
    }

    private TokenAnswer ask(Map<String, String> form, @Nullable String refreshToken) {
        try {
            Instant asked = clock.instant();
            ProviderReply reply = calls.send(HttpRequest.newBuilder(app.tokenUrl())
                    .header("Authorization", app.basicAuthorization())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(OAuthApp.form(form))));
            return read(reply, asked, refreshToken);
        } catch (ProviderUnavailable e) {
            return new TokenAnswer.Unavailable(e.detail(), e.retryAfter(), true);
        }
    }

    private static TokenAnswer read(ProviderReply reply, Instant asked, @Nullable String sentRefreshToken) {
        JsonNode json = reply.json();
        if (reply.ok() && json != null) {
            String access = text(json, "access_token");
            // A provider that does not rotate may leave it out: the one that was sent stays.
            String refresh = text(json, "refresh_token");
            String kept = refresh == null ? sentRefreshToken : refresh;
            if (access != null && kept != null) {
                long seconds = Math.max(json.path("expires_in").asLong(0), SHORTEST_LIFE_SECONDS);
                return new TokenAnswer.Granted(
                        new TokenSet(access, kept, asked, asked.plusSeconds(seconds), text(json, "id_token")));
            }
            return new TokenAnswer.Refused("no_refresh_token");
        }
        String error = json == null ? null : text(json, "error");
        if (error != null && !IN_PASSING.contains(error) && (reply.status() == 400 || reply.status() == 401)) {
            return new TokenAnswer.Refused(error.matches("[a-z_]{1,40}") ? error : "unknown_error");
        }
        ProviderUnavailable unusable = reply.unusable("The token endpoint");
        return new TokenAnswer.Unavailable(unusable.detail(), atLeastASecond(unusable.retryAfter()), false);
    }

    private static Duration atLeastASecond(Duration wait) {
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }
}
