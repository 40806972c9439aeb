package io.ledgersync.orchestrator;

import io.ledgersync.orchestrator.run.ErrorCode;
import io.ledgersync.orchestrator.run.Kind;
import io.ledgersync.orchestrator.run.Provider;
import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.RunState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that the orchestrator measures. */
public final class OrchestratorMetrics {

    private final MeterRegistry meters;
    private final Counter heard;
    private final Counter ignored;
    private final Counter deadLetters;
    private final Counter inboxFailures;
    private final Map<Provider, AtomicInteger> out = new EnumMap<>(Provider.class);
    private final Map<Provider, AtomicInteger> queued = new EnumMap<>(Provider.class);
    private final Map<Provider, AtomicLong> monthUsed = new EnumMap<>(Provider.class);
    private final Map<Provider, AtomicLong> monthUsedAtMost = new EnumMap<>(Provider.class);
    private final Map<Provider, AtomicLong> monthLimit = new EnumMap<>(Provider.class);

    public OrchestratorMetrics(MeterRegistry meters) {
        this.meters = meters;
        heard = Counter.builder("ledgersync.orchestrator.events")
                .description("Events about runs that were read")
                .register(meters);
        ignored = Counter.builder("ledgersync.orchestrator.events.ignored")
                .description(
                        "Of these, the ones that changed nothing: repeated, of an older attempt, of an unknown run")
                .register(meters);
        deadLetters = Counter.builder("ledgersync.orchestrator.dead.letters")
                .description("Events that could not be read and were put aside")
                .register(meters);
        inboxFailures = Counter.builder("ledgersync.orchestrator.inbox.failures")
                .description(
                        "Times that events had to be read again because the database, Kafka or the registry was away")
                .register(meters);
        for (Provider provider : Provider.values()) {
            out.put(
                    provider,
                    gauge("ledgersync.orchestrator.runs.out", "Runs without priority that connectors have", provider));
            queued.put(provider, gauge("ledgersync.orchestrator.runs.queued", "Runs that wait for a place", provider));
            monthUsed.put(
                    provider, bigGauge("ledgersync.orchestrator.month.used", "Used of the app's month", provider));
            monthUsedAtMost.put(
                    provider,
                    bigGauge(
                            "ledgersync.orchestrator.month.used.at.most",
                            "Used of the app's month should the provider meter each question of a call",
                            provider));
            monthLimit.put(
                    provider,
                    bigGauge("ledgersync.orchestrator.month.limit", "The app's month; 0 without a limit", provider));
        }
    }

    private AtomicInteger gauge(String name, String description, Provider provider) {
        AtomicInteger value = new AtomicInteger();
        Gauge.builder(name, value, AtomicInteger::get)
                .description(description)
                .tag("provider", provider.name())
                .register(meters);
        return value;
    }

    private AtomicLong bigGauge(String name, String description, Provider provider) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get)
                .description(description + " (QBO: calls, Xero: bytes)")
                .tag("provider", provider.name())
                .register(meters);
        return value;
    }

    /** A run was sent to its connector, for the first time or again. */
    public void sent(Provider provider, Kind kind) {
        Counter.builder("ledgersync.orchestrator.requests")
                .description("Requests sent to connectors, repeats included")
                .tag("provider", provider.name())
                .tag("kind", kind.name())
                .register(meters)
                .increment();
    }

    /** A run ended. */
    public void ended(Provider provider, Run run) {
        if (run.state() instanceof RunState.Ended ended) {
            String error = run.state() instanceof RunState.Failed failed
                    ? ErrorCode.of(failed.code()).name()
                    : "none";
            Timer.builder("ledgersync.orchestrator.runs")
                    .description("Runs that ended, from being asked for to their end")
                    .tag("provider", provider.name())
                    .tag("kind", run.kind().name())
                    .tag("state", run.state().name())
                    .tag("error", error)
                    .register(meters)
                    .record(Duration.between(run.requestedAt(), ended.endedAt()));
        }
    }

    /** Events about runs were read, and so many of them changed nothing. */
    public void heard(int events, long unchanged) {
        heard.increment(events);
        ignored.increment(unchanged);
    }

    /** An event was put aside. */
    public void deadLetter() {
        deadLetters.increment();
    }

    /** Events will be read again. */
    public void inboxFailed() {
        inboxFailures.increment();
    }

    /** How many runs are out and how many wait. */
    public void places(Provider provider, int nowOut, int nowQueued) {
        gaugeOf(out, provider).set(nowOut);
        gaugeOf(queued, provider).set(nowQueued);
    }

    /** How much of the app's month is used, for certain and at most, in the unit that the provider counts. */
    public void month(Provider provider, long used, long usedAtMost, long limit) {
        gaugeOf(monthUsed, provider).set(used);
        gaugeOf(monthUsedAtMost, provider).set(usedAtMost);
        gaugeOf(monthLimit, provider).set(limit);
    }

    private static <T> T gaugeOf(Map<Provider, T> gauges, Provider provider) {
        T gauge = gauges.get(provider);
        if (gauge == null) {
            throw new IllegalStateException("Every provider has its gauges, but not " + provider);
        }
        return gauge;
    }
}
