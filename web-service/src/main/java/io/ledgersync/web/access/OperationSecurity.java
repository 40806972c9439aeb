package io.ledgersync.web.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The filter chain of {@link ServesNobody}. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class OperationSecurity {

    @Bean
    SecurityWebFilterChain operation(ServerHttpSecurity http) {
        return Chain.bare(http)
                .authorizeExchange(paths -> paths.pathMatchers(Chain.OPERATION)
                        .permitAll()
                        .anyExchange()
                        .denyAll())
                .build();
    }
}
