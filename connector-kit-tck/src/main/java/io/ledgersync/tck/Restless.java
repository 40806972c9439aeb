package io.ledgersync.tck;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody who changes an organisation's books again and again and never rests. */
final class Restless implements AutoCloseable {
    private static final long END = 10_000;

    private final Thread hand;
    private final Runnable change;
    private final Duration pause;
    private volatile @Nullable Throwable failure;
    private volatile boolean stopping;

    /**
     * Begins.
     *
     * @param pause between two changes, by the machine's clock
     */
    Restless(Runnable change, Duration pause) {
        this.change = change;
        this.pause = pause;
        hand = new Thread(this::work, "restless");
        hand.setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
        hand.start();
    }

    private void work() {
        while (!stopping) {
            change.run();
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Stops; throws when a change had failed. */
    void stop() {
        close();
        if (failure != null) {
            throw new IllegalStateException("a change failed, and those after it were not made", failure);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            hand.join(END);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
