package io.ledgersync.kit.quota;

import io.ledgersync.kit.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wait after a refused call: as long as the provider names, else longer with every refusal until a call is answered
 * well, so that a provider that refuses for weeks is not asked every minute.
 */
final class Refusals {
    /** Documented for QBO; Xero names the wait where it matters. */
    private static final Duration UNNAMED_WAIT = Duration.ofSeconds(60);

    private static final Duration CONCURRENT_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int ENOUGH_DOUBLINGS = 12;

    private @Nullable Instant until;
    private Fault.Limit limit = Fault.Limit.UNKNOWN;
    private int unnamed;
    private Instant heardAt = Instant.MIN;

    Refusals(@Nullable Refusal saved) {
        if (saved != null) {
            until = saved.until();
            limit = saved.limit();
            unnamed = saved.unnamed();
        }
    }

    Admission admit(Instant now) {
        return until != null && now.isBefore(until) ? new Admission.Wait(until, limit, false) : new Admission.Go();
    }

    /** @param sentAt when the refused call was sent: calls that were under way together are refused together */
    void refused(Fault.Throttled throttled, Instant sentAt, Instant now) {
        if (throttled.retryAfter() == null && !sentAt.isBefore(heardAt)) {
            unnamed++;
        }
        heardAt = now;
        Instant end =
                throttled.retryAfter() == null ? unnamedEnd(throttled.limit(), now) : now.plus(throttled.retryAfter());
        if (until == null || end.isAfter(until)) {
            until = end;
            limit = throttled.limit();
        }
    }

    /** A call that was sent since the last refusal was answered well: the next one is the first again. */
    void answeredWell(Instant sentAt) {
        if (!sentAt.isBefore(heardAt)) {
            unnamed = 0;
        }
    }

    private Instant unnamedEnd(Fault.Limit refusedBy, Instant now) {
        if (refusedBy == Fault.Limit.MONTH) {
            return ZonedDateTime.ofInstant(now, ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.DAYS)
                    .withDayOfMonth(1)
                    .plusMonths(1)
                    .toInstant();
        }
        Duration first = refusedBy == Fault.Limit.CONCURRENT ? CONCURRENT_WAIT : UNNAMED_WAIT;
        Duration wait = first.multipliedBy(1L << Math.min(Math.max(0, unnamed - 1), ENOUGH_DOUBLINGS));
        return now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    boolean over(Instant now) {
        return until == null || !now.isBefore(until);
    }

    @Nullable
    Refusal saved() {
        return until == null ? null : new Refusal(until, limit, unnamed);
    }
}
