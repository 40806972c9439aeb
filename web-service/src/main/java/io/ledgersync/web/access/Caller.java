package io.ledgersync.web.access;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, as the token says.
 *
 * @param practiceId the accounting firm; every look-up is limited to it
 * @param userId the person
 * @param permissions what the practice permits the person
 */
public record Caller(String practiceId, String userId, Set<String> permissions) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Whom a token speaks for: somebody of a practice. */
    public static Caller of(Jwt token) {
        return new Caller(
                named(token.getClaimAsString("practice"), "practice"),
                named(token.getSubject(), "sub"),
                permissions(token));
    }

    private static String named(@Nullable String value, String claim) {
        if (value == null || value.isBlank()) {
            throw AccessProblem.NOT_PERMITTED.because("The token has no claim \"" + claim + "\".");
        }
        return value;
    }

    private static Set<String> permissions(Jwt token) {
        List<String> given = token.getClaimAsStringList("permissions");
        return given == null ? Set.of() : Set.copyOf(given);
    }

    /** This caller, when it has the permission. */
    public Caller may(String permission) {
        require(permissions, permission);
        return this;
    }

    /** Passes when the token has a permission that is outside all practices. */
    public static void requireOutsidePractices(Jwt token, String permission) {
        require(permissions(token), permission);
    }

    private static void require(Set<String> permissions, String permission) {
        if (!permissions.contains(permission)) {
            throw AccessProblem.NOT_PERMITTED.because("The permission \"" + permission + "\" is needed for this.");
        }
    }
}
