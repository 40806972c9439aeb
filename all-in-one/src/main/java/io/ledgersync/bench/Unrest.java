package io.ledgersync.bench;

import io.ledgersync.sandbox.books.Edits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who edits an organisation's books while they are read, evenly over a stretch of time. */
final class Unrest implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Unrest.class);

    private final Edits edits;
    private final List<String> types;
    private final Random random;
    private final Thread hand;
    private @Nullable Throwable failure;

    /**
     * Begins to edit.
     *
     * @param number of changes
     * @param stretch by the machine's clock
     */
    Unrest(Edits edits, List<String> types, int number, Duration stretch, long seed) {
        LOGGER.atInfo().addKeyValue("seed", seed).log("Books are edited while they are read");
        this.edits = edits;
        this.types = types;
        this.random = new Random(seed);
        hand = new Thread(() -> editAll(number, stretch), "unrest");
        hand.setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
        hand.start();
    }

    private void editAll(int number, Duration stretch) {
        long began = System.nanoTime();
        for (int i = 1; i <= number; i++) {
            long due = began + stretch.multipliedBy(i).dividedBy(number).toNanos();
            try {
                Thread.sleep(
                        Math.max(0, Duration.ofNanos(due - System.nanoTime()).toMillis()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            change(types.get(random.nextInt(types.size())));
        }
    }

    private void change(String type) {
        switch (random.nextInt(4)) {
            case 0 -> edits.add(type);
            case 1 -> edits.voidAny(type.equals("Payment") ? type : "Invoice");
            case 2 -> edits.deleteAny(type);
            default -> edits.editAny(type);
        }
    }

    /** Waits for the last edit; throws when one failed. */
    void await() {
        try {
            hand.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        if (failure != null) {
            throw new IllegalStateException("an edit failed, and those after it were not made", failure);
        }
    }

    @Override
    public void close() {
        hand.interrupt();
    }
}
