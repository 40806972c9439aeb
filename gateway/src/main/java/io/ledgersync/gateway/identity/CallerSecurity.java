package io.ledgersync.gateway.identity;

import io.ledgersync.gateway.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** Lets in who presents a valid token; the services behind check it again, and what it permits. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class CallerSecurity {

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, Refusals refusals) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                // The provider's redirect carries no token: its state names the consent it belongs to.
                .authorizeExchange(
                        paths -> paths.pathMatchers("/actuator/health/**", "/actuator/prometheus", "/oauth/callback/*")
                                .permitAll()
                                .anyExchange()
                                .authenticated())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .build();
    }

    @Bean
    ReactiveJwtDecoder tokens(GatewaySettings settings) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSetUri(
                        settings.identity().jwksUrl().toString())
                .build();
        decoder.setJwtValidator(
                JwtValidators.createDefaultWithIssuer(settings.identity().issuer()));
        return decoder;
    }
}
