package io.ledgersync.bench;

import io.ledgersync.kit.Provider;
import java.time.Duration;
import java.util.Map;

/**
 * The least time in which a provider's limits and latency let an organisation be read: the largest of what the minute's
 * quota, the places side by side and the longest chain of calls that need each other's answer take.
 */
record Ideal(Provider provider, Map<String, Integer> counts, int calls) {
    private static final int PAGE = 1000;
    private static final int JOURNALS = 100;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** So long for every call. */
    static Duration fixed(Provider provider) {
        return Duration.ofMillis(provider == Provider.XERO ? 400 : 500);
    }

    /** So long for each row of its answer. */
    static Duration perRow(Provider provider) {
        return Duration.ofNanos(provider == Provider.XERO ? 1_100_000 : 4_500_000);
    }

    private int perMinute() {
        return provider == Provider.XERO ? 60 : 500;
    }

    private int sideBySide() {
        return provider == Provider.XERO ? 5 : 10;
    }

    Duration least() {
        return longer(quota(), longer(latency(), chain()));
    }

    /** The first minute's calls go at once; each further minute begins a minute later. */
    private Duration quota() {
        return MINUTE.multipliedBy((calls - 1) / perMinute());
    }

    private Duration latency() {
        long rows = counts.values().stream().mapToLong(Integer::longValue).sum();
        return fixed(provider)
                .multipliedBy(calls)
                .plus(perRow(provider).multipliedBy(rows))
                .dividedBy(sideBySide());
    }

    /** Xero's lists go page by page; QBO's ranges do not wait for each other: their bounds, a page, a sweep. */
    private Duration chain() {
        if (provider == Provider.QBO) {
            return fixed(provider).multipliedBy(4).plus(perRow(provider).multipliedBy(PAGE));
        }
        Duration longest = Duration.ZERO;
        for (Map.Entry<String, Integer> list : counts.entrySet()) {
            int size = list.getKey().equals("Journal") ? JOURNALS : PAGE;
            longest = longer(
                    longest,
                    fixed(provider)
                            .multipliedBy(list.getValue() / size + 1)
                            .plus(perRow(provider).multipliedBy(list.getValue())));
        }
        return longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
