package io.ledgersync.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** All that the link service counts. */
public final class LinkMetrics {
    private final MeterRegistry meters;

    public LinkMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A round trip ended: linked, choose, conflict, error. */
    public void consent(Provider provider, String outcome) {
        count("ledgersync.link.consents", "Round trips to a provider by how they ended", provider, outcome, 1);
    }

    /** An access token was asked for: granted, ended, refused, unavailable. */
    public void lease(Provider provider, String outcome) {
        count("ledgersync.link.leases", "Access tokens leased to connectors by outcome", provider, outcome, 1);
    }

    /** The token endpoint was asked for new tokens: granted, refused, unavailable. */
    public void refresh(Provider provider, String outcome) {
        count("ledgersync.link.refreshes", "Token refreshes by outcome", provider, outcome, 1);
    }

    /** Permits were issued. */
    public void permits(Provider provider, int priority, int normal) {
        count("ledgersync.link.permits", "Permits for calls of the app by class", provider, "priority", priority);
        count("ledgersync.link.permits", "Permits for calls of the app by class", provider, "normal", normal);
    }

    /** An event of another service could not be read and was passed over. */
    public void undecodable(String topic) {
        Counter.builder("ledgersync.link.undecodable")
                .description("Events that could not be read and were passed over")
                .tag("topic", topic)
                .register(meters)
                .increment();
    }

    private void count(String name, String description, Provider provider, String outcome, int times) {
        Counter.builder(name)
                .description(description)
                .tag("provider", provider.name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome)
                .register(meters)
                .increment(times);
    }
}
