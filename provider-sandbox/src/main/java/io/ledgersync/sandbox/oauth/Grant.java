package io.ledgersync.sandbox.oauth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one user allowed the app: for which organisations, by which scopes, and the refresh tokens that live. */
final class Grant {
    /** An organisation the app is connected to; ids are Xero's connection ids. */
    record Connection(String id, String organisationId, Instant created, Instant updated, String consent) {}

    final String provider;
    final String user;
    final Map<String, Connection> connections = new LinkedHashMap<>();
    String scope = "";
    String consent = "";
    String refreshToken = "";
    Instant refreshed = Instant.EPOCH;
    Instant used = Instant.EPOCH;

    @Nullable
    String previousRefreshToken;

    Instant previousUntil = Instant.EPOCH;
    boolean revoked;

    Grant(String provider, String user) {
        this.provider = provider;
        this.user = user;
    }

    boolean allows(String organisationId) {
        return !revoked
                && connections.values().stream()
                        .anyMatch(connection -> connection.organisationId().equals(organisationId));
    }
}
