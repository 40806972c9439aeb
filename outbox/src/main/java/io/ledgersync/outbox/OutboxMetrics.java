package io.ledgersync.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** All that an outbox's relay measures. */
final class OutboxMetrics {
    private final Clock clock;
    private final Timer delay;
    private final Counter failures;

    OutboxMetrics(MeterRegistry meters, String slot, Clock clock, Supplier<RelayHealth> health) {
        this.clock = clock;
        delay = Timer.builder("ledgersync.outbox.delay")
                .tag("slot", slot)
                .description("From an event being appended until Kafka acknowledged it")
                .register(meters);
        failures = Counter.builder("ledgersync.outbox.failures")
                .tag("slot", slot)
                .description("Terms of relaying that ended in a failure")
                .register(meters);
        Gauge.builder("ledgersync.outbox.relaying", () -> health.get().state() == RelayHealth.State.RELAYING ? 1 : 0)
                .tag("slot", slot)
                .description("1 while this replica relays")
                .strongReference(true)
                .register(meters);
        Gauge.builder("ledgersync.outbox.up", () -> health.get().up() ? 1 : 0)
                .tag("slot", slot)
                .description("1 while this replica relays or stands by")
                .strongReference(true)
                .register(meters);
    }

    void relayed(Instant saidAt) {
        delay.record(Duration.between(saidAt, clock.instant()));
    }

    void failed() {
        failures.increment();
    }
}
