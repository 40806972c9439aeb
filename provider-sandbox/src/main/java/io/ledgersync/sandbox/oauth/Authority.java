package io.ledgersync.sandbox.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues codes and tokens, rotates refresh tokens as each provider does, and knows what a token allows. Thread-safe.
 */
public final class Authority {

    private record Code(Grant grant, String redirectUri, Instant expires) {}

    /** @param scopes those of the grant when the token was issued: a later consent does not widen it */
    private record Access(Grant grant, Set<String> scopes, Instant expires) {

        Access expired() {
            return new Access(grant, scopes, Instant.EPOCH);
        }
    }

    /** A token response. */
    public record Tokens(
            String access,
            Duration expiresIn,
            String refresh,
            @Nullable String idToken,
            String scope) {}

    /** Why a token request is refused, as the wire says it. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String error) {
            super(error);
        }
    }

    private final TokenSettings settings;
    private final Clock clock;
    private final GrantFile file;
    private final RSAKey key;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grants = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> access = new HashMap<>();
    private int failingRefreshes;

    public Authority(TokenSettings settings, GrantFile file, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.file = file;
        try {
            this.key = new RSAKeyGenerator(2048).keyID("sandbox").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this platform has no RSA", impossible);
        }
        file.read().forEach(grant -> grants.put(name(grant.provider, grant.user), grant));
    }

    private static String name(String provider, String user) {
        return provider + " " + user;
    }

    /** The user consents; answers the code. Organisations add to those allowed before, as the providers do. */
    public synchronized String consent(
            String provider, String user, List<String> organisationIds, String scope, String redirectUri) {
        // A QBO consent is for one company: each has its own grant.
        String owner = provider.equals("QBO") ? user + "/" + organisationIds.get(0) : user;
        Grant grant = grants.computeIfAbsent(name(provider, owner), any -> new Grant(provider, owner));
        Instant now = clock.instant();
        grant.scope = provider.equals("XERO") && !grant.revoked ? together(grant.scope, scope) : scope;
        grant.revoked = false;
        grant.consent = UUID.randomUUID().toString();
        for (String organisation : organisationIds) {
            Grant.Connection before = grant.connections.get(organisation);
            String id = before == null ? UUID.randomUUID().toString() : before.id();
            grant.connections.put(
                    organisation,
                    new Grant.Connection(
                            id, organisation, before == null ? now : before.created(), now, grant.consent));
        }
        file.write(grants.values());
        String code = secret();
        codes.put(code, new Code(grant, redirectUri, now.plus(settings.code())));
        return code;
    }

    /** Xero adds what is consented to to what was before. */
    private static String together(String before, String more) {
        Set<String> all = new LinkedHashSet<>(List.of(before.split(" ")));
        all.addAll(List.of(more.split(" ")));
        all.remove("");
        return String.join(" ", all);
    }

    /** What an access token may be used for. */
    public synchronized Set<String> scopes(String token) {
        Access known = access.get(token);
        return known == null ? Set.of() : known.scopes();
    }

    /** Exchanges a code, once. */
    public synchronized Tokens exchange(String provider, String code, String redirectUri) throws Refused {
        Code known = codes.remove(code);
        if (known == null
                || !known.grant().provider.equals(provider)
                || !clock.instant().isBefore(known.expires())
                || !known.redirectUri().equals(redirectUri)) {
            throw new Refused("invalid_grant");
        }
        known.grant().refreshToken = secret();
        known.grant().refreshed = clock.instant();
        known.grant().used = clock.instant();
        known.grant().previousRefreshToken = null;
        file.write(grants.values());
        return issue(known.grant());
    }

    /** Refreshes: Xero gives a new refresh token each time, QBO about once a day. */
    public synchronized Tokens refresh(String provider, String refreshToken) throws Refused {
        if (failingRefreshes > 0) {
            failingRefreshes--;
            throw new Refused("temporarily_unavailable");
        }
        Instant now = clock.instant();
        Grant grant = grants.values().stream()
                .filter(one -> one.provider.equals(provider) && !one.revoked)
                .filter(one -> now.isBefore(one.used.plus(unused(one))))
                .filter(one -> one.refreshToken.equals(refreshToken)
                        || (refreshToken.equals(one.previousRefreshToken) && now.isBefore(one.previousUntil)))
                .findFirst()
                .orElseThrow(() -> new Refused("invalid_grant"));
        grant.used = now;
        boolean rotates = provider.equals("XERO") || !now.isBefore(grant.refreshed.plus(settings.qboRotation()));
        if (rotates) {
            // The time of grace begins with the first use: trying the same one again does not lengthen it.
            if (!refreshToken.equals(grant.previousRefreshToken)) {
                grant.previousRefreshToken = provider.equals("XERO") ? refreshToken : null;
                grant.previousUntil = now.plus(settings.xeroGrace());
            }
            grant.refreshToken = secret();
            grant.refreshed = now;
        }
        file.write(grants.values());
        return issue(grant);
    }

    /** Who is not refreshed for so long must be consented to again. */
    private Duration unused(Grant grant) {
        return grant.provider.equals("XERO") ? settings.xeroUnused() : settings.qboUnused();
    }

    private Tokens issue(Grant grant) {
        boolean xero = grant.provider.equals("XERO");
        Duration life = xero ? settings.xeroAccess() : settings.qboAccess();
        Instant expires = clock.instant().plus(life);
        String token = xero ? jwt(grant, expires, Map.of("scope", List.of(grant.scope.split(" ")))) : "qbo-" + secret();
        access.put(token, new Access(grant, Set.copyOf(List.of(grant.scope.split(" "))), expires));
        String idToken = grant.scope.contains("openid") ? jwt(grant, expires, Map.of("email", email(grant))) : null;
        return new Tokens(token, life, grant.refreshToken, idToken, grant.scope);
    }

    private static String email(Grant grant) {
        return grant.user.replaceAll("/.*", "") + "@example.com";
    }

    private String jwt(Grant grant, Instant expires, Map<String, Object> claims) {
        String user = UUID.nameUUIDFromBytes(
                        name(grant.provider, grant.user).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder()
                .issuer("https://identity.xero.com")
                .subject(user)
                .jwtID(UUID.randomUUID().toString())
                .claim("xero_userid", user)
                .claim("authentication_event_id", grant.consent)
                .expirationTime(Date.from(expires));
        claims.forEach(set::claim);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("sandbox").build(), set.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key that cannot sign", impossible);
        }
        return jwt.serialize();
    }

    /** Revokes a grant by a token of its own; an unknown token changes nothing. */
    public synchronized void revoke(String token) {
        Access known = access.get(token);
        grants.values().stream()
                .filter(grant -> (!token.isEmpty() && grant.refreshToken.equals(token))
                        || (known != null && known.grant() == grant))
                .forEach(this::end);
        file.write(grants.values());
    }

    private void end(Grant grant) {
        grant.revoked = true;
        grant.connections.clear();
        grant.refreshToken = "";
        access.values().removeIf(one -> one.grant() == grant);
    }

    /** What an access token allows. */
    public enum Allowed {
        YES,
        UNKNOWN_TOKEN,
        EXPIRED,
        NOT_THIS_ORGANISATION
    }

    /** Whether a token opens an organisation; null asks for the token alone. */
    public synchronized Allowed check(String token, @Nullable String organisationId) {
        Access known = access.get(token);
        if (known == null) {
            return Allowed.UNKNOWN_TOKEN;
        }
        if (!clock.instant().isBefore(known.expires())) {
            return Allowed.EXPIRED;
        }
        return organisationId == null || known.grant().allows(organisationId)
                ? Allowed.YES
                : Allowed.NOT_THIS_ORGANISATION;
    }

    /** An organisation connected by the token's grant. */
    public record Connected(String id, String consent, String organisationId, Instant created, Instant updated) {}

    /** The organisations that a token's grant is connected to. */
    public synchronized List<Connected> connections(String token) {
        Access known = access.get(token);
        List<Connected> connected = new ArrayList<>();
        if (known != null) {
            for (Grant.Connection one : known.grant().connections.values()) {
                connected.add(
                        new Connected(one.id(), one.consent(), one.organisationId(), one.created(), one.updated()));
            }
        }
        return connected;
    }

    /** Ends one connection; false when there is none. */
    public synchronized boolean disconnect(String token, String connectionId) {
        Access known = access.get(token);
        boolean gone = known != null
                && known.grant().connections.values().removeIf(one -> one.id().equals(connectionId));
        file.write(grants.values());
        return gone;
    }

    /** Ends every connection to an organisation; the grants live on. */
    public synchronized void disconnect(String organisationId) {
        grants.values().forEach(grant -> grant.connections.remove(organisationId));
        file.write(grants.values());
    }

    /** Every access token of a provider expires now. */
    public synchronized void expireAccess(String provider) {
        access.replaceAll((token, one) -> one.grant().provider.equals(provider) ? one.expired() : one);
    }

    /** The users of a provider end their grants at the provider. */
    public synchronized void revokeAll(String provider) {
        Collection<Grant> theirs = grants.values().stream()
                .filter(grant -> grant.provider.equals(provider))
                .toList();
        theirs.forEach(this::end);
        file.write(grants.values());
    }

    /** The next refreshes fail in passing. */
    public synchronized void failRefreshes(int times) {
        failingRefreshes = times;
    }

    /** The public keys. */
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private String secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
