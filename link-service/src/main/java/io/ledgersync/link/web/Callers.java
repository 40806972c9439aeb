package io.ledgersync.link.web;

import io.ledgersync.web.access.Caller;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a caller may do with the clients of a practice. */
final class Callers {
    private static final String READ = "clients:read";
    private static final String WRITE = "clients:write";

    private Callers() {}

    static Caller reading(Jwt token) {
        return Caller.of(token).may(READ);
    }

    static Caller changing(Jwt token) {
        return Caller.of(token).may(WRITE);
    }
}
