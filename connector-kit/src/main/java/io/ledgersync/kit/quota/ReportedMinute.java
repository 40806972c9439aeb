package io.ledgersync.kit.quota;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider's own minute has left, by its headers.
 *
 * <p>Our places may be calls of the provider's minute before, and so hide what somebody else calls: between the first
 * header of a minute and its certain end no more calls are made than the lowest header left, less those without an
 * answer. A call that was answered without that header is not counted here.
 */
final class ReportedMinute {
    private final int limit;
    /** The minute is over at the latest a minute after this; null while none is known. */
    private @Nullable Instant heardFirst;

    private int left;
    private Instant heardLowest = Instant.MIN;

    ReportedMinute(int limit) {
        this.limit = limit;
    }

    /**
     * A header came.
     *
     * @param remaining calls left after the one that brought it
     * @param explained our own places and what is known of others amount to what is used
     */
    void reported(int remaining, boolean explained, Instant sentAt, Instant now) {
        boolean begins = heardFirst == null
                || !sentAt.isBefore(heardFirst.plus(Windows.MINUTE))
                || (remaining > left && !sentAt.isBefore(heardLowest));
        if (begins) {
            // Little left that our own calls explain: whether a minute has begun, and when, cannot be told.
            heardFirst = explained && remaining < limit / 2 ? null : now;
        }
        if (begins) {
            left = remaining;
            heardLowest = now;
        } else if (remaining < left) {
            // Who was on the way when the minute's first header came may speak of the minute before; of this one it
            // took one call at most.
            left = heardFirst != null && sentAt.isBefore(heardFirst) ? left - 1 : remaining;
            heardLowest = now;
        }
    }

    /**
     * Calls that may be made now; null when the headers say nothing of now.
     *
     * @param running calls without an answer: those that were long on their way when the lowest header came are in it
     */
    @Nullable
    Integer allowed(List<Place> running, Instant now) {
        if (heardFirst == null || !now.isBefore(heardFirst.plus(Windows.MINUTE))) {
            return null;
        }
        long uncounted = running.stream()
                .filter(place -> place.sentAt().plus(Windows.ON_ITS_WAY).isAfter(heardLowest))
                .count();
        return left - (int) uncounted;
    }

    /** When the minute is certainly over. */
    Instant over() {
        return heardFirst == null ? Instant.MIN : heardFirst.plus(Windows.MINUTE);
    }
}
