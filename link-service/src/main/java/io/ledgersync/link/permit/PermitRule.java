package io.ledgersync.link.permit;

import java.time.Duration;
import java.time.Instant;

/** How many permits may be issued now: never more than the limit in any minute, by our count and by the provider's. */
final class PermitRule {
    static final Duration REPORT_HOLDS = Duration.ofMinutes(1);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofMillis(500);

    private PermitRule() {}

    static Issue decide(AppLimit limit, Minute minute, Ask ask, Instant now) {
        if (limit.none()) {
            return new Issue(ask.priority(), ask.normal(), SOON);
        }
        int priority = between(ask.priority(), limit.perMinute() - minute.issued());
        int normal = between(
                ask.normal(),
                Math.min(
                        limit.withoutPriority() - minute.issued() - priority,
                        limit.evenShare() - minute.normalLately()));
        int allowed = allowedByProvider(minute, now);
        int cutPriority = Math.min(priority, allowed);
        int cutNormal = Math.min(normal, allowed - cutPriority);
        boolean full = minute.issued() + cutPriority + cutNormal >= limit.withoutPriority();
        return new Issue(cutPriority, cutNormal, full || allowed == 0 ? LATER : SOON);
    }

    /**
     * What the provider's own count leaves. When it leaves nothing, one call a second asks for news while the headers
     * said that any was left, and none is made for a minute when they said that none was.
     */
    private static int allowedByProvider(Minute minute, Instant now) {
        Integer reported = minute.reported();
        if (reported == null || !now.isBefore(minute.reportedAt().plus(REPORT_HOLDS))) {
            return Integer.MAX_VALUE;
        }
        int left = reported - minute.issuedSince();
        if (left > 0) {
            return left;
        }
        return reported > 0 && !now.isBefore(minute.lastIssuedAt().plus(PROBE_EVERY)) ? 1 : 0;
    }

    private static int between(int asked, int most) {
        return Math.max(0, Math.min(asked, most));
    }
}
