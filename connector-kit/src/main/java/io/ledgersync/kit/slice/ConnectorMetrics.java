package io.ledgersync.kit.slice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Every meter of a connector. */
public final class ConnectorMetrics {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter throttled;
    private final Counter failed;
    private final Counter records;
    private final Counter commitFailures;
    private final Timer calls;
    private final Timer commits;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong ready = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong dayRemaining = new AtomicLong(-1);
    private final Map<String, AtomicLong> waiting = new ConcurrentHashMap<>();

    public ConnectorMetrics(MeterRegistry registry, String provider) {
        this.registry = registry;
        this.tags = Tags.of("provider", provider);
        this.throttled = counter("ledgersync.connector.throttled", "Calls answered with \"too many requests\"");
        this.failed = counter("ledgersync.connector.calls.failed", "Calls without a complete answer");
        this.records = counter("ledgersync.connector.records", "Records found");
        this.commitFailures =
                counter("ledgersync.connector.commit.failures", "Commits that are not known to have succeeded");
        this.calls = timer("ledgersync.connector.calls", "Calls answered, from sending to the end of the body");
        this.commits = timer("ledgersync.connector.commits", "Slices committed");
        gauge("ledgersync.connector.runs.held", "Runs in memory", held::get);
        gauge(
                "ledgersync.connector.runs.ready",
                "Runs that could have a call now but wait for this replica",
                ready::get);
        gauge("ledgersync.connector.calls.in.flight", "Calls without an answer yet", inFlight::get);
        gauge(
                "ledgersync.connector.quota.day.remaining",
                "The lowest remainder of a day's quota among the organisations held; -1 when unknown",
                dayRemaining::get);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).tags(tags).register(registry);
    }

    private void gauge(String name, String description, LongSupplier value) {
        Gauge.builder(name, value, LongSupplier::getAsLong)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** Shows how full the memory for answers is. */
    public void memory(LongSupplier used, LongSupplier capacity) {
        gauge("ledgersync.connector.memory.used", "Bytes of answers in memory", used);
        gauge("ledgersync.connector.memory.capacity", "Bytes that answers may take", capacity);
    }

    public void called(Duration took, boolean wasThrottled) {
        calls.record(took);
        if (wasThrottled) {
            throttled.increment();
        }
    }

    public void callFailed() {
        failed.increment();
    }

    void records(int found) {
        records.increment(found);
    }

    public void committed(Duration took) {
        commits.record(took);
    }

    public void commitFailed() {
        commitFailures.increment();
    }

    public void runs(
            int runsHeld, int runsReady, int callsInFlight, long lowestDayRemaining, Map<String, Long> waitingFor) {
        held.set(runsHeld);
        ready.set(runsReady);
        inFlight.set(callsInFlight);
        dayRemaining.set(lowestDayRemaining);
        waiting.forEach((limit, count) -> count.set(waitingFor.getOrDefault(limit, 0L)));
        waitingFor.forEach((limit, count) ->
                waiting.computeIfAbsent(limit, this::waitingFor).set(count));
    }

    private AtomicLong waitingFor(String limit) {
        AtomicLong count = new AtomicLong();
        Gauge.builder("ledgersync.connector.runs.waiting", count, AtomicLong::get)
                .description("Runs in memory by what they wait for")
                .tags(tags.and("limit", limit))
                .register(registry);
        return count;
    }
}
