package io.ledgersync.orchestrator.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When a practice's clients are synced by themselves: once a night, each at its own moment, the same every night.
 *
 * @param zone the practice's time zone
 * @param fromHour the hour of the day at which the window opens, 0 to 23
 * @param hours its length, 1 to 24
 * @param paused nothing is started at night
 */
public record NightWindow(ZoneId zone, int fromHour, int hours, boolean paused) {

    public NightWindow {
        if (fromHour < 0 || fromHour > 23) {
            throw new IllegalArgumentException("the window's first hour must be 0 to 23, not " + fromHour);
        }
        if (hours < 1 || hours > 24) {
            throw new IllegalArgumentException("the window's length must be 1 to 24 hours, not " + hours);
        }
    }

    /** The client's first moment after the given one. */
    public Instant next(String clientId, Instant after) {
        Duration offset = jitter(clientId, Duration.ofHours(hours));
        // The night that began yesterday may still have a moment to come, in a zone ahead or a window over midnight.
        LocalDate day = after.atZone(zone).toLocalDate().minusDays(1);
        while (true) {
            Instant moment = day.atTime(fromHour, 0).atZone(zone).toInstant().plus(offset);
            if (moment.isAfter(after)) {
                return moment;
            }
            day = day.plusDays(1);
        }
    }

    /** The same for a client every night, evenly spread over all clients. */
    static Duration jitter(String clientId, Duration window) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8));
            return Duration.ofMillis(Math.floorMod(ByteBuffer.wrap(digest).getLong(), window.toMillis()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
