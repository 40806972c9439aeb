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
 * How far the apps have come with their months, as last measured: it warns before a month is used up, by what is used
 * for certain and by what may be at most, and says when nothing may be sent any more. Thread-safe.
 */
public final class Months {

    private static final Logger LOGGER = LoggerFactory.getLogger(Months.class);
    private static final int[] WARN_AT = {100, 95, 80};

    private final MonthlyUsage usage;
    private final MonthlyBudget budget;
    private final OrchestratorMetrics metrics;
    private final Clock clock;
    private final Map<Provider, Measured> measured = new ConcurrentHashMap<>();

    private record Measured(Used used, Instant end, Reached warned) {}

    /** The thresholds that were reached, in percent. */
    private record Reached(int certainly, int atMost) {
        static final Reached NONE = new Reached(0, 0);

        Reached plus(int percent, int percentAtMost) {
            return new Reached(Math.max(certainly, threshold(percent)), Math.max(atMost, threshold(percentAtMost)));
        }
    }

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
        Reached warned = before == null || !before.end().equals(end) ? Reached.NONE : before.warned();
        int percent = budget.percent(provider, used);
        int atMost = budget.percentAtMost(provider, used);
        Reached reached = warned.plus(percent, atMost);
        if (!reached.equals(warned)) {
            LOGGER.atWarn()
                    .addKeyValue("provider", provider)
                    .addKeyValue("used", budget.used(provider, used))
                    .addKeyValue("usedAtMost", budget.usedAtMost(provider, used))
                    .addKeyValue("limit", budget.limit(provider))
                    .log(
                            atMost == percent
                                    ? "The app has used {} % of what it may use this month"
                                    : "The app has used {} % of what it may use this month, or {} % should the"
                                            + " provider meter each question of a call",
                            percent,
                            atMost);
        }
        measured.put(provider, new Measured(used, end, reached));
        metrics.month(provider, budget.used(provider, used), budget.usedAtMost(provider, used), budget.limit(provider));
    }

    private static int threshold(int percent) {
        for (int threshold : WARN_AT) {
            if (percent >= threshold) {
                return threshold;
            }
        }
        return 0;
    }

    /** Whether the provider answers no more calls of the app this month, as far as was counted. */
    public boolean spent(Provider provider) {
        return budget.spent(provider, thisMonth(provider));
    }

    /** How much of the month the app has used for certain, in whole percent; 0 where there is no limit. */
    public int percent(Provider provider) {
        return budget.percent(provider, thisMonth(provider));
    }

    /** How much of the month the app has used at most, in whole percent; 0 where there is no limit. */
    public int percentAtMost(Provider provider) {
        return budget.percentAtMost(provider, thisMonth(provider));
    }

    private Used thisMonth(Provider provider) {
        Measured last = measured.get(provider);
        return last == null || !clock.instant().isBefore(last.end()) ? Used.NOTHING : last.used();
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
