package io.ledgersync.link.provider;

import io.ledgersync.link.oauth.OAuthApp;
import io.ledgersync.link.oauth.ProviderCalls;
import io.ledgersync.link.oauth.ProviderReply;
import io.ledgersync.link.oauth.ProviderUnavailable;
import io.ledgersync.link.oauth.TokenEndpoint;
import io.ledgersync.link.oauth.TokenSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** QuickBooks Online: one set of tokens a company, which the redirect names. */
final class QboProvider implements AccountingProvider {
    /** Documented for a throttled call, which hardly ever names its wait. */
    private static final Duration WHEN_THROTTLED = Duration.ofSeconds(60);
    /** A user waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(65);

    private final QboSettings settings;
    private final OAuthApp app;
    private final TokenEndpoint tokens;
    private final ProviderCalls calls;

    QboProvider(QboSettings settings, ProviderCalls calls, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        app = settings.app();
        tokens = new TokenEndpoint(app, calls, clock);
    }

    @Override
    public URI consentPage(URI redirectUri, String state) {
        return app.consentPage(redirectUri, state);
    }

    @Override
    public TokenEndpoint tokens() {
        return tokens;
    }

    @Override
    public boolean namesRealm() {
        return true;
    }

    @Override
    public int organisationLimit() {
        return Integer.MAX_VALUE;
    }

    @Override
    public @Nullable String subject(TokenSet given, Approval approval) {
        return approval.realmId();
    }

    /** The realm comes with the user's browser: only a company that these tokens can read was approved. */
    @Override
    public List<Organisation> approved(TokenSet given, Approval approval) throws ProviderUnavailable {
        String realm = Objects.requireNonNull(approval.realmId(), "realmId");
        URI address = URI.create(settings.apiUrl() + "/v3/company/" + realm
                + "/query?query=SELECT%20*%20FROM%20CompanyInfo&minorversion=75");
        ProviderReply reply = ask(address, given);
        if (throttled(reply) && pause(reply)) {
            reply = ask(address, given);
        }
        if (throttled(reply)) {
            throw reply.unusable("QuickBooks Online, asked for the company's name,");
        }
        if (reply.status() == 401 || reply.status() == 403) {
            return List.of();
        }
        JsonNode json = reply.json();
        JsonNode company = json == null
                ? null
                : json.path("QueryResponse").path("CompanyInfo").path(0);
        if (!reply.ok() || company == null || !company.isObject()) {
            throw reply.unusable("QuickBooks Online, asked for the company's name,");
        }
        String name = company.path("CompanyName").asString("");
        return List.of(new Organisation(realm, name.isBlank() ? realm : name, null));
    }

    private ProviderReply ask(URI address, TokenSet given) throws ProviderUnavailable {
        return calls.send(
                HttpRequest.newBuilder(address).GET().header("Authorization", "Bearer " + given.accessToken()));
    }

    private static boolean throttled(ProviderReply reply) {
        return reply.status() == 429 || (reply.status() == 403 && reply.body().contains("3001"));
    }

    /** False when the wait that it names is longer than anybody waits for a page. */
    private static boolean pause(ProviderReply reply) throws ProviderUnavailable {
        Duration wait = Objects.requireNonNullElse(reply.retryAfter(), WHEN_THROTTLED);
        if (wait.compareTo(PATIENCE) > 0) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderUnavailable("Interrupted while QuickBooks Online was waited for");
        }
    }

    @Override
    public void disconnect(String accessToken, String providerConnectionId) {
        throw new IllegalStateException("QuickBooks Online ends a company's connection by revoking its tokens");
    }
}
