package io.ledgersync.orchestrator.web;

import java.util.List;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who calls, as the token says. */
record Caller(String practiceId, List<String> permissions) {

    /** May start syncs. */
    static final String SYNC_RUN = "sync:run";
    /** May look at clients and their runs. */
    static final String CLIENTS_READ = "clients:read";
    /** May change the practice's settings. */
    static final String PRACTICE_MANAGE = "practice:manage";

    /** The caller, who must have the permission. */
    static Caller with(String permission, Jwt token) {
        String practice = token.getClaimAsString("practice");
        List<String> permissions = token.getClaimAsStringList("permissions");
        if (practice == null || practice.isBlank()) {
            throw Problem.NOT_PERMITTED.because("The token has no claim \"practice\".");
        }
        if (permissions == null || !permissions.contains(permission)) {
            throw Problem.NOT_PERMITTED.because("The permission \"" + permission + "\" is needed for this.");
        }
        return new Caller(practice, List.copyOf(permissions));
    }
}
