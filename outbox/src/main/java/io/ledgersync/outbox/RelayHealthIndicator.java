package io.ledgersync.outbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A relay's health for the actuator: DOWN whenever it neither relays nor stands by. */
public final class RelayHealthIndicator implements HealthIndicator {
    private final OutboxRelay relay;

    public RelayHealthIndicator(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        RelayHealth health = relay.health();
        Health.Builder builder = (health.up() ? Health.up() : Health.down())
                .withDetail("state", health.state().name());
        return (health.problem() == null ? builder : builder.withDetail("problem", health.problem())).build();
    }
}
