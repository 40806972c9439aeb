package io.ledgersync.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that starts now and goes faster than the machine's, so that an hour's limits are kept in minutes. */
final class FastClock extends Clock {
    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private final int scale;

    FastClock(Instant began, int scale) {
        this.began = began;
        this.scale = scale;
    }

    @Override
    public Instant instant() {
        return began.plusNanos((System.nanoTime() - beganNanos) * scale);
    }

    /** How long the machine's clock takes for what takes so long by this one. */
    Duration real(Duration here) {
        return here.dividedBy(scale);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock knows UTC alone");
    }
}
