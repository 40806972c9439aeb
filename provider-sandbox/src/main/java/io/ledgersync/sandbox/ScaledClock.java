package io.ledgersync.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that starts now and goes faster than the machine's, so that an hour's limits are kept in minutes. */
public final class ScaledClock extends Clock {
    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private final int scale;

    /** @param scale how many of its seconds pass in one of the machine's */
    public ScaledClock(Instant began, int scale) {
        if (scale < 1) {
            throw new IllegalArgumentException("the time scale is " + scale + "; it must be at least 1");
        }
        this.began = began;
        this.scale = scale;
    }

    /** The clock that began at this instant, in this process or another one. */
    public static ScaledClock begunAt(Instant began, int scale) {
        Duration since = Duration.between(began, Clock.systemUTC().instant());
        return new ScaledClock(began.plus(since.multipliedBy(scale)), scale);
    }

    @Override
    public Instant instant() {
        return began.plusNanos((System.nanoTime() - beganNanos) * scale);
    }

    /** How long the machine's clock takes for what takes so long by this one. */
    public Duration real(Duration here) {
        return here.dividedBy(scale);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource same = this::instant;
        return same.withZone(zone);
    }
}
