package io.ledgersync.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import reactor.core.publisher.Mono;

/** The filter chain of {@link ServesServices}. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(InternalSecurity.Internal.class)
@Import(Refusals.class)
class InternalSecurity {
    private static final int SHORTEST = 16;

    /** The secret that our own services present to each other. */
    @ConfigurationProperties("ledgersync.internal")
    record Internal(String token) {
        Internal(@Nullable String token) {
            if (token == null) {
                throw new IllegalArgumentException("ledgersync.internal.token is not set");
            }
            if (token.length() < SHORTEST) {
                throw new IllegalArgumentException("ledgersync.internal.token has " + token.length()
                        + " characters; at least " + SHORTEST + " are needed");
            }
            this.token = token;
        }

        @Override
        public String toString() {
            return "Internal[token=***]";
        }
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain internal(ServerHttpSecurity http, Internal secret, Refusals refusals) {
        byte[] expected = ("Bearer " + secret.token()).getBytes(StandardCharsets.UTF_8);
        return Chain.refusing(http, refusals)
                .securityMatcher(ServerWebExchangeMatchers.pathMatchers("/internal/**"))
                .authorizeExchange(paths -> paths.anyExchange()
                        .access((caller, context) -> Mono.just(new AuthorizationDecision(
                                presents(expected, context.getExchange().getRequest())))))
                .build();
    }

    private static boolean presents(byte[] expected, ServerHttpRequest request) {
        String given = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        // Compared in constant time: how long it takes must not tell how much of it was right.
        return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }
}
