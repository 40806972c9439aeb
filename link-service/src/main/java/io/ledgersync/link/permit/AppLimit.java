package io.ledgersync.link.permit;

import java.time.Duration;

/**
 * How many calls an app may make in a minute, and how they are shared out.
 *
 * @param perMinute calls in any sixty seconds; 0 means no limit
 */
record AppLimit(int perMinute) {
    /** How long a permit counts: a minute, and the time between its issue and its use. */
    static final Duration COUNTS = Duration.ofSeconds(61);

    private static final int PRIORITY_SHARE_PERCENT = 2;
    private static final long SECOND_MILLIS = 1_000;

    AppLimit {
        if (perMinute < 0) {
            throw new IllegalArgumentException(
                    "quota.app-minute is " + perMinute + "; it must be 0 (no limit) or more");
        }
    }

    boolean none() {
        return perMinute == 0;
    }

    /** What runs without priority may use of it: all but the last two hundredths, rounded in favour of priority. */
    int withoutPriority() {
        return perMinute - (perMinute * PRIORITY_SHARE_PERCENT + 99) / 100;
    }

    /**
     * The time in which {@link #evenShare()} permits are issued without priority: a second, or longer when that were
     * none.
     */
    Duration evenWindow() {
        long rest = Math.max(withoutPriority(), 1);
        return Duration.ofMillis(Math.max(SECOND_MILLIS, (COUNTS.toMillis() + rest - 1) / rest));
    }

    /** A 61st of the rest for each second of {@link #evenWindow()}. */
    int evenShare() {
        return (int) (withoutPriority() * evenWindow().toMillis() / COUNTS.toMillis());
    }
}
