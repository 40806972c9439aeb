package io.ledgersync.link.provider;

import io.ledgersync.link.oauth.Claims;
import io.ledgersync.link.oauth.OAuthApp;
import io.ledgersync.link.oauth.ProviderCalls;
import io.ledgersync.link.oauth.ProviderReply;
import io.ledgersync.link.oauth.ProviderUnavailable;
import io.ledgersync.link.oauth.TokenEndpoint;
import io.ledgersync.link.oauth.TokenSet;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Xero: one set of tokens for all organisations of a user, each of them a connection of its own. */
final class XeroProvider implements AccountingProvider {
    /** The Date header knows whole seconds only. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    private final XeroSettings settings;
    private final OAuthApp app;
    private final TokenEndpoint tokens;
    private final ProviderCalls calls;
    private final CallPermits permits;
    private final Clock clock;

    XeroProvider(XeroSettings settings, ProviderCalls calls, CallPermits permits, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        this.permits = permits;
        this.clock = clock;
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
        return false;
    }

    @Override
    public int organisationLimit() {
        return settings.tier().organisations();
    }

    @Override
    public @Nullable String subject(TokenSet given, Approval approval) {
        for (Claims claims : List.of(Claims.of(given.idToken()), Claims.of(given.accessToken()))) {
            for (String claim : List.of("xero_userid", "sub")) {
                String user = claims.text(claim);
                if (user != null) {
                    return user;
                }
            }
        }
        return null;
    }

    @Override
    public List<Organisation> approved(TokenSet given, Approval approval) throws ProviderUnavailable {
        String round = Claims.of(given.accessToken()).text("authentication_event_id");
        URI address = round == null
                ? settings.connectionsUrl()
                : URI.create(
                        settings.connectionsUrl() + "?authEventId=" + URLEncoder.encode(round, StandardCharsets.UTF_8));
        ProviderReply reply = send(HttpRequest.newBuilder(address).GET(), given.accessToken());
        JsonNode connections = reply.json();
        if (!reply.ok() || connections == null || !connections.isArray()) {
            throw reply.unusable("Xero's list of connections");
        }
        Instant since = approval.begunAt().plus(aheadOfUs(reply)).minus(CLOCK_GRAIN);
        List<Organisation> approved = new ArrayList<>();
        for (JsonNode connection : connections) {
            String id = connection.path("tenantId").asString("");
            boolean ofThisRound = round != null
                    ? round.equalsIgnoreCase(connection.path("authEventId").asString(""))
                    // Without the claim: what this round made or touched, and what this client's practice had of it
                    // before.
                    : changed(connection, since) || id.equals(approval.earlierOrganisationId());
            if (ofThisRound
                    && !id.isEmpty()
                    && connection.path("tenantType").asString("").equals("ORGANISATION")) {
                approved.add(new Organisation(
                        id,
                        connection.path("tenantName").asString(id),
                        connection.path("id").asString(null)));
            }
        }
        return approved;
    }

    @Override
    public void disconnect(String accessToken, String providerConnectionId) throws ProviderUnavailable {
        String id = URLEncoder.encode(providerConnectionId, StandardCharsets.UTF_8);
        ProviderReply reply = send(
                HttpRequest.newBuilder(URI.create(settings.connectionsUrl() + "/" + id))
                        .DELETE(),
                accessToken);
        // 401, 403 and 404: the user ended it before us.
        if (!reply.ok() && reply.status() != 401 && reply.status() != 403 && reply.status() != 404) {
            throw reply.unusable("Xero's end of a connection");
        }
    }

    private ProviderReply send(HttpRequest.Builder call, String accessToken) throws ProviderUnavailable {
        permits.await();
        long sent = System.nanoTime();
        ProviderReply reply = calls.send(call.header("Authorization", "Bearer " + accessToken));
        Integer remaining = reply.appMinuteRemaining();
        if (remaining != null) {
            permits.reported(remaining, Duration.ofNanos(System.nanoTime() - sent));
        }
        return reply;
    }

    private Duration aheadOfUs(ProviderReply reply) {
        Instant date = reply.date();
        return date == null ? Duration.ZERO : Duration.between(clock.instant(), date);
    }

    private static boolean changed(JsonNode connection, Instant since) {
        return !moment(connection, "createdDateUtc").isBefore(since)
                || !moment(connection, "updatedDateUtc").isBefore(since);
    }

    /** Xero writes these without an offset and with seven digits of a second. */
    private static Instant moment(JsonNode connection, String field) {
        try {
            return LocalDateTime.parse(connection.path(field).asString("")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
