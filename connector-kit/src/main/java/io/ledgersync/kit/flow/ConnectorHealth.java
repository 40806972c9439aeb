package io.ledgersync.kit.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the loop turns, owns what it is assigned, and its last commit went well. */
final class ConnectorHealth implements HealthIndicator {
    private final ConnectorLifecycle lifecycle;
    private final Clock clock;

    ConnectorHealth(ConnectorLifecycle lifecycle, Clock clock) {
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        Watch.Sight sight = lifecycle.sight();
        if (sight == null) {
            return Health.outOfService().build();
        }
        Health.Builder health = sight.well(now) ? Health.up() : Health.down();
        health.withDetail("joined", sight.joined())
                .withDetail("partitions", sight.partitions())
                .withDetail("loaded", sight.loaded());
        if (sight.lastCommit() != null) {
            health.withDetail(
                    "lastCommitSeconds",
                    Duration.between(sight.lastCommit(), now).toSeconds());
        }
        if (sight.trouble() != null) {
            health.withDetail("trouble", sight.trouble());
        }
        return health.build();
    }
}
