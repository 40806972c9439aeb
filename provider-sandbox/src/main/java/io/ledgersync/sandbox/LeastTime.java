package io.ledgersync.sandbox;

import io.ledgersync.sandbox.quota.QuotaSpec;
import java.time.Duration;
import java.util.Map;

/**
 * The least time in which an organisation's limits and latency let it be read: the largest of what its quotas' windows,
 * the places side by side and the longest chain of calls that need each other's answer take.
 *
 * @param counts records by kind
 * @param calls the fewest that read them
 */
record LeastTime(boolean xero, QuotaSpec quota, Latency latency, Map<String, Integer> counts, int calls) {
    private static final int PAGE = 1000;
    private static final int JOURNALS = 100;
    /** QuickBooks' small lists. */
    private static final int BATCHES = 1;
    /** QuickBooks' counts, bounds, a page of a range and a sweep. */
    private static final int STEPS = 4;

    Duration least() {
        return longer(longer(windows(), sideBySide()), chain());
    }

    private Duration windows() {
        Duration minutes = window(Duration.ofMinutes(1), calls, quota.perMinute());
        Duration seconds = window(Duration.ofSeconds(1), calls, quota.perSecond());
        Duration batches = xero ? Duration.ZERO : window(Duration.ofMinutes(1), BATCHES, quota.batchPerMinute());
        Duration days = window(Duration.ofDays(1), calls, quota.perDay());
        return longer(longer(minutes, seconds), longer(batches, days));
    }

    /** The first window's calls go at once; each further window begins a window later. */
    private static Duration window(Duration length, int calls, int allowed) {
        return allowed == 0 ? Duration.ZERO : length.multipliedBy((calls - 1) / allowed);
    }

    private Duration sideBySide() {
        if (quota.concurrent() == 0) {
            return Duration.ZERO;
        }
        long rows = counts.values().stream().mapToLong(Integer::longValue).sum();
        return latency.fixed()
                .multipliedBy(calls)
                .plus(latency.perRow().multipliedBy(rows))
                .dividedBy(quota.concurrent());
    }

    /** Xero's lists go page by page; QuickBooks' ranges do not wait for each other. */
    private Duration chain() {
        Duration longest = Duration.ZERO;
        for (Map.Entry<String, Integer> list : counts.entrySet()) {
            longest = longer(longest, chain(list.getKey(), list.getValue()));
        }
        return longest;
    }

    private Duration chain(String type, int rows) {
        if (!xero) {
            return latency.fixed().multipliedBy(STEPS).plus(latency.perRow().multipliedBy(Math.min(rows, PAGE)));
        }
        int size = type.equals("Journal") ? JOURNALS : PAGE;
        return latency.fixed()
                .multipliedBy(rows / size + 1L)
                .plus(latency.perRow().multipliedBy(rows));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
