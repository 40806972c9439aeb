package io.ledgersync.kit.quota;

import io.ledgersync.kit.Fault;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an organisation's day.
 *
 * <p>The provider alone knows: its header is followed both ways, less the calls sent since the one that brought it.
 * When the day begins anew is learnt from a Retry-After or from a remainder that rose; while that is unknown one call
 * an hour asks.
 */
final class DayBudget {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration BETWEEN_PROBES = Duration.ofHours(1);

    private final QuotaSettings settings;
    private @Nullable Long reported;
    private Instant reportedFor = Instant.MIN;
    private Instant reportedAt = Instant.EPOCH;
    private long sentSince;
    private @Nullable Instant resetsAt;
    /** When one call may ask whether the day has begun anew; null while it is not spent. */
    private @Nullable Instant nextProbe;

    DayBudget(QuotaSettings settings, @Nullable Long remaining, @Nullable Instant resetsAt) {
        this.settings = settings;
        this.reported = remaining;
        this.resetsAt = resetsAt;
        this.nextProbe = remaining == null ? null : Instant.MIN;
    }

    /** Where it is not, a day that the provider says is spent is a refusal like any other. */
    boolean isLimited() {
        return settings.perDay() > 0;
    }

    /** Whoever owned the organisation before may have made a minute's calls since it said what is left. */
    void maySpendUnseen() {
        if (settings.perMinute() > 0) {
            sentSince += settings.perMinute();
        } else {
            reported = null;
        }
    }

    /** @param awaited calls whose answer may still come and tell what is left */
    Admission admit(boolean priority, int awaited, Instant now) {
        if (!isLimited()) {
            return new Admission.Go();
        }
        if (resetsAt != null && !now.isBefore(resetsAt)) {
            beginAnew();
        }
        Long left = remaining();
        if (left == null) {
            // The first answer tells; until then one call at a time, lest several meet a limit that is nearly spent.
            return awaited == 0
                    ? new Admission.Go()
                    : new Admission.Wait(now.plusMillis(250), Fault.Limit.CONCURRENT, false);
        }
        long kept = priority ? 0 : settings.reservedCalls();
        if (left > kept) {
            return new Admission.Go();
        }
        Instant probe = nextProbe == null ? now.plus(BETWEEN_PROBES) : nextProbe;
        nextProbe = probe;
        if (resetsAt == null && awaited == 0 && !now.isBefore(probe)) {
            return new Admission.Go();
        }
        Instant until = resetsAt != null ? resetsAt : probe.isAfter(now) ? probe : now.plusMillis(250);
        return new Admission.Wait(until, Fault.Limit.DAY, left > 0);
    }

    private void beginAnew() {
        reported = null;
        reportedFor = Instant.MIN;
        sentSince = 0;
        resetsAt = null;
        nextProbe = null;
    }

    void sent(boolean beyond, Instant now) {
        sentSince++;
        if (beyond) {
            nextProbe = now.plus(BETWEEN_PROBES);
        }
    }

    /** Whether a call now is one that only asks whether the day has begun anew. */
    boolean probes(boolean priority) {
        Long left = remaining();
        return isLimited() && left != null && left <= (priority ? 0 : settings.reservedCalls());
    }

    /**
     * A header came.
     *
     * @param sentAt when the call that brought it was sent
     * @param uncounted other calls that the header may not have counted yet
     */
    void reported(long remaining, Instant sentAt, long uncounted, Instant now) {
        if (!isLimited() || sentAt.isBefore(reportedFor)) {
            return;
        }
        Long before = reported;
        // Answers overtake each other by as many calls as may run; only a larger rise is a new day, and only a recent
        // one tells when.
        if (before != null && remaining > before + settings.concurrent()) {
            resetsAt = now.isBefore(reportedAt.plus(BETWEEN_PROBES)) ? now.plus(DAY) : null;
        }
        if (before == null || remaining > before) {
            nextProbe = null;
        }
        reported = remaining;
        reportedFor = sentAt;
        reportedAt = now;
        sentSince = uncounted;
    }

    /** The provider refused: the day is spent. */
    void spent(@Nullable Duration retryAfter, Instant now) {
        reported = 0L;
        reportedFor = now;
        reportedAt = now;
        sentSince = 0;
        resetsAt = retryAfter == null ? null : now.plus(retryAfter);
        nextProbe = now.plus(BETWEEN_PROBES);
    }

    @Nullable
    Long remaining() {
        return reported == null ? null : Math.max(0, reported - sentSince);
    }

    @Nullable
    Instant resetsAt() {
        return resetsAt;
    }
}
