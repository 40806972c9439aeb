package io.ledgersync.orchestrator.month;

import io.ledgersync.orchestrator.OrchestratorMetrics;
import io.ledgersync.orchestrator.run.Provider;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the apps have come with their months, as last measured: it warns before a month is used up, and says when
 * nothing may be sent any more. Thread-safe.
 */
public final class Months {

    private static final Logger LOGGER = LoggerFactory.getLogger(Months.class);
    private static final int[] WARN_AT = {100, 95, 80};

    private final MonthlyUsage usage;
    private final MonthlyBudget budget;
    private final OrchestratorMetrics metrics;
    private final Clock clock;
    private final Map<Provider, Measured> measured = new ConcurrentHashMap<>();

    private record Measured(Used used, Instant end, int warnedAt) {}

    public Months(MonthlyUsage usage, MonthlyBudget budget, OrchestratorMetrics metrics, Clock clock) {
        this.usage = usage;
        this.budget = budget;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Looks how much of the month is used. */
    public void measure(Provider provider) {
        Instant now = clock.instant();
        Used used = usage.ofApp(provider, now);
        Measured before = measured.get(provider);
        Instant end = MonthlyUsage.end(now);
        int warned = before == null || !before.end().equals(end) ? 0 : before.warnedAt();
        int reached = reached(budget.percent(provider, used));
        if (reached > warned) {
            LOGGER.atWarn()
                    .addKeyValue("provider", provider)
                    .addKeyValue("used", budget.used(provider, used))
                    .addKeyValue("limit", budget.limit(provider))
                    .log("The app has used {} % of what it may use this month", budget.percent(provider, used));
        }
        measured.put(provider, new Measured(used, end, Math.max(warned, reached)));
        metrics.month(provider, budget.used(provider, used), budget.limit(provider));
    }

    private static int reached(int percent) {
        for (int threshold : WARN_AT) {
            if (percent >= threshold) {
                return threshold;
            }
        }
        return 0;
    }

    /** Whether the provider answers no more calls of the app this month, as far as was counted. */
    public boolean spent(Provider provider) {
        Measured last = measured.get(provider);
        return last != null && clock.instant().isBefore(last.end()) && budget.spent(provider, last.used());
    }

    /** How much of the month the app has used, in whole percent; 0 where there is no limit. */
    public int percent(Provider provider) {
        Measured last = measured.get(provider);
        return last == null || !clock.instant().isBefore(last.end()) ? 0 : budget.percent(provider, last.used());
    }

    /** When the present month is over. */
    public Instant end() {
        return MonthlyUsage.end(clock.instant());
    }

    /** What one connection has used this month. */
    public Used of(String connectionId) {
        return usage.of(connectionId, clock.instant());
    }
}
