package io.ledgersync.link.web;

import io.ledgersync.link.Caller;
import io.ledgersync.link.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/** The caller that a token speaks for. */
final class Callers {
    private Callers() {}

    static Caller of(Jwt token) {
        String practice = token.getClaimAsString("practice");
        String user = token.getSubject();
        if (practice == null || practice.isBlank() || user == null || user.isBlank()) {
            throw Problem.NOT_PERMITTED.because("The token names no practice and user: clients belong to a practice");
        }
        List<String> permissions = token.getClaimAsStringList("permissions");
        return new Caller(practice, user, permissions == null ? Set.of() : Set.copyOf(permissions));
    }
}
