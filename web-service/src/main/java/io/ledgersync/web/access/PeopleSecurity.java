package io.ledgersync.web.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportAware;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The filter chain of {@link ServesPeople}; what a token permits is asked where it is needed. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(PeopleSecurity.Identity.class)
@Import(Refusals.class)
class PeopleSecurity implements ImportAware {
    private String[] open = {};

    /** The OIDC issuer whose tokens are accepted, and where its keys are. */
    @ConfigurationProperties("ledgersync.identity")
    record Identity(String issuer, URI jwksUrl) {
        Identity(@Nullable String issuer, @Nullable URI jwksUrl) {
            this.issuer = required(issuer, "ledgersync.identity.issuer");
            this.jwksUrl = required(jwksUrl, "ledgersync.identity.jwks-url");
        }

        private static <T> T required(@Nullable T value, String key) {
            if (value == null) {
                throw new IllegalArgumentException(key + " is not set");
            }
            return value;
        }
    }

    @Override
    public void setImportMetadata(AnnotationMetadata service) {
        open = service.getAnnotations().get(ServesPeople.class).getStringArray("open");
    }

    @Bean
    SecurityWebFilterChain people(ServerHttpSecurity http, Refusals refusals) {
        return Chain.refusing(http, refusals)
                .authorizeExchange(paths -> {
                    paths.pathMatchers(Chain.OPERATION).permitAll();
                    if (open.length > 0) {
                        paths.pathMatchers(open).permitAll();
                    }
                    paths.anyExchange().authenticated();
                })
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .build();
    }

    @Bean
    ReactiveJwtDecoder tokens(Identity identity) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSetUri(
                        identity.jwksUrl().toString())
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(identity.issuer()));
        return decoder;
    }
}
