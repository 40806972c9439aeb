package io.ledgersync.kit.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long trouble of a provider is borne: short trouble is asked again inside the slice, longer trouble pauses the
 * run, persistent trouble ends it.
 *
 * @param first the wait before a question is asked again for the first time; it doubles each time, with jitter
 * @param most the longest such wait
 * @param pauseAfter how long trouble may last before the run is paused
 * @param pause the first pause; it doubles each time, with jitter
 * @param longestPause the longest pause
 * @param giveUpAfter how long trouble may last, pauses included, before the run ends
 */
public record Patience(
        Duration first,
        Duration most,
        Duration pauseAfter,
        Duration pause,
        Duration longestPause,
        Duration giveUpAfter,
        RandomGenerator random) {

    public static Patience usual(RandomGenerator random) {
        return new Patience(
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofHours(24),
                random);
    }

    /** When to ask again after that many failures. */
    Instant askAgain(Instant now, int failures, @Nullable Duration asked) {
        Duration wait = jittered(first, most, failures - 1);
        return now.plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
    }

    /** Whether that is longer than a question waits before it is asked again, unless its provider says so. */
    boolean isTooLong(@Nullable Duration wait) {
        return wait != null && wait.compareTo(most) > 0;
    }

    /** When a run goes on that was paused so many times before. */
    public Instant resume(Instant now, int pauses) {
        return now.plus(jittered(pause, longestPause, pauses));
    }

    /**
     * A list was given up. Should the others fail from now on as well, it was not the list: they have one pause to
     * answer.
     */
    Trouble gaveUp(Instant now) {
        return new Trouble(now.minus(giveUpAfter).plus(longestPause), 0, true);
    }

    /** Between half of the doubled wait and all of it. */
    private Duration jittered(Duration base, Duration limit, int doublings) {
        long millis = Math.min(limit.toMillis(), base.toMillis() << Math.min(doublings, 20));
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
