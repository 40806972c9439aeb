package io.ledgersync.web.access;

import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** What all our filter chains begin with: nothing that belongs to browsers, and no memory of who called before. */
final class Chain {
    /** What orchestrators and Prometheus read; nothing in it is a client's. */
    static final String[] OPERATION = {"/actuator/health/**", "/actuator/prometheus"};

    private Chain() {}

    static ServerHttpSecurity bare(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
    }

    static ServerHttpSecurity refusing(ServerHttpSecurity http, Refusals refusals) {
        return bare(http).exceptionHandling(handling -> handling.authenticationEntryPoint(refusals)
                .accessDeniedHandler(refusals));
    }
}
