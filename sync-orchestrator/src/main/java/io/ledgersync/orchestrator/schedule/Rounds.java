package io.ledgersync.orchestrator.schedule;

import io.ledgersync.orchestrator.run.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Looks again and again for what is due and what may be sent. All it knows is in the database, so any number of
 * replicas may do the same.
 */
final class Rounds implements SmartLifecycle, HealthIndicator {

    private static final Logger LOGGER = LoggerFactory.getLogger(Rounds.class);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final int AT_ONCE = 200;

    private final DueConnections due;
    private final Dispatcher dispatcher;
    private final Duration every;
    private final Clock clock;
    private volatile boolean running;
    private volatile @Nullable String trouble = "not started";
    private @Nullable Thread thread;
    private Instant measureAt = Instant.EPOCH;

    /** @param every how long to rest when nothing was due */
    Rounds(DueConnections due, Dispatcher dispatcher, Duration every, Clock clock) {
        this.due = due;
        this.dispatcher = dispatcher;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::goRound, "rounds");
        thread.start();
    }

    private void goRound() {
        while (running) {
            try {
                if (!once()) {
                    rest(every);
                }
                trouble = null;
            } catch (RuntimeException failed) {
                trouble = failed.toString();
                LOGGER.atWarn().setCause(failed).log("A round was broken off; the next follows in {}", AFTER_TROUBLE);
                rest(AFTER_TROUBLE);
            }
        }
    }

    /** One round; true when there was something to do and there may be more. */
    boolean once() {
        if (!clock.instant().isBefore(measureAt)) {
            measureAt = clock.instant().plus(MEASURE_EVERY);
            for (Provider provider : Provider.values()) {
                dispatcher.measure(provider);
            }
        }
        int woken = 0;
        while (running && woken < AT_ONCE && due.wakeNext()) {
            woken++;
        }
        boolean busy = woken == AT_ONCE;
        for (Provider provider : Provider.values()) {
            busy |= dispatcher.dispatch(provider);
        }
        return busy;
    }

    private void rest(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread going = thread;
        if (going != null) {
            try {
                going.join(STOPPING.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        trouble = "stopped";
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        String known = trouble;
        return known == null
                ? Health.up().build()
                : Health.down().withDetail("reason", known).build();
    }
}
