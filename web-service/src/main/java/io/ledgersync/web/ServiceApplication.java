package io.ledgersync.web;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** How a service is started, wherever it runs: as a process of its own or beside others. */
public final class ServiceApplication {
    private ServiceApplication() {}

    /**
     * The application, not started; properties may be added before {@code run}.
     *
     * @param name of the service, and of its configuration file
     * @param sources what it is made of; one of them is a {@link LedgerSyncService}
     */
    public static SpringApplicationBuilder of(String name, Class<?>... sources) {
        return new SpringApplicationBuilder(sources)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.config.name=" + name,
                        "spring.application.name=" + name,
                        "spring.webflux.problemdetails.enabled=true",
                        "management.endpoints.web.exposure.include=health,prometheus",
                        "management.endpoint.health.probes.enabled=true");
    }
}
