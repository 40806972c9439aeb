package io.ledgersync.orchestrator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs from a noon on, far from the clients' nights, and jumps ahead when told. */
final class TestClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(untilNoon(Instant.now()));

    void jump(Duration duration) {
        ahead.updateAndGet(duration::plus);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    private static Duration untilNoon(Instant now) {
        Duration half = Duration.ofHours(12);
        return Duration.between(now, now.plus(half).truncatedTo(ChronoUnit.DAYS).plus(half));
    }
}
