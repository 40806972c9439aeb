package io.ledgersync.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.Edits;
import java.util.List;
import java.util.Random;

/** Somebody who changes an organisation's books twice a second and never rests. */
final class Restless implements AutoCloseable {
    private static final long PAUSE = 500;
    private static final long END = 10_000;

    private final Thread hand;
    private volatile Throwable failure;
    private volatile boolean stopping;

    Restless(Edits edits, List<String> types) {
        long seed = new Random().nextLong();
        System.err.println("restless, seed " + seed);
        Random random = new Random(seed);
        hand = new Thread(
                () -> {
                    while (!stopping) {
                        String type = types.get(random.nextInt(types.size()));
                        switch (random.nextInt(4)) {
                            case 0 -> edits.add(type);
                            case 1 -> edits.deleteAny(type);
                            case 2 -> edits.voidAny(type);
                            default -> edits.editAny(type);
                        }
                        pause();
                    }
                },
                "restless");
        hand.setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
        hand.start();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            stopping = true;
        }
    }

    /** Stops; fails when a change had failed. */
    void stop() {
        close();
        assertThat(failure).as("every change was made").isNull();
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
