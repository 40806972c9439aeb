package io.ledgersync.link;

import java.util.Set;

/**
 * Who calls, as the token says.
 *
 * @param practiceId the accounting firm; every look-up is limited to it
 * @param userId the person
 * @param permissions what the practice permits the person
 */
public record Caller(String practiceId, String userId, Set<String> permissions) {
    public static final String READ = "clients:read";
    public static final String WRITE = "clients:write";

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** This caller, when it has the permission. */
    public Caller may(String permission) {
        if (!permissions.contains(permission)) {
            throw Problem.NOT_PERMITTED.because("This call needs the permission " + permission);
        }
        return this;
    }
}
