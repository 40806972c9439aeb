package io.ledgersync.link.consent;

import io.ledgersync.link.grant.Farewells;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/** Tidies what expired and says the farewells: now and then, and at once when one was added. */
public final class Sweep implements SmartLifecycle {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sweep.class);

    private final Consents consents;
    private final Farewells farewells;
    private final TransactionTemplate transactions;
    private final Duration interval;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "link-sweep");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    public Sweep(Consents consents, Farewells farewells, TransactionTemplate transactions, Duration interval) {
        this.consents = consents;
        this.farewells = farewells;
        this.transactions = transactions;
        this.interval = interval;
    }

    @Override
    public void start() {
        running = true;
        farewells.onAdded(this::soon);
        worker.scheduleWithFixedDelay(this::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void soon() {
        try {
            worker.execute(this::sweep);
        } catch (RejectedExecutionException e) {
            LOGGER.atDebug().log("A farewell is said after the next start, as this process is stopping");
        }
    }

    private void sweep() {
        try {
            transactions.executeWithoutResult(status -> farewells.endChoicesExpired());
            consents.forgetOld();
            farewells.sayDue();
        } catch (RuntimeException e) {
            // Everything is still in its table: the next sweep goes on with it.
            LOGGER.atError().setCause(e).log("A sweep failed");
        }
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
