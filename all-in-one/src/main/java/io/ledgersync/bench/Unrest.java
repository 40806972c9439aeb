package io.ledgersync.bench;

import io.ledgersync.sandbox.books.Edits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who edits an organisation's books while they are read, evenly over a stretch of time. */
final class Unrest implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Unrest.class);

    private final Thread hand;

    /** @param stretch by the machine's clock */
    Unrest(Edits edits, List<String> types, int number, Duration stretch, long seed) {
        LOGGER.atInfo().addKeyValue("seed", seed).log("Books are edited while they are read");
        Random random = new Random(seed);
        hand = new Thread(
                () -> {
                    try {
                        for (int i = 0; i < number; i++) {
                            Thread.sleep(stretch.dividedBy(number).toMillis());
                            String type = types.get(random.nextInt(types.size()));
                            switch (random.nextInt(4)) {
                                case 0 -> edits.add(type);
                                case 1 -> edits.voidAny(type.equals("Payment") ? type : "Invoice");
                                case 2 -> {
                                    edits.add(type);
                                    edits.deleteAny(type);
                                }
                                default -> edits.editAny(type);
                            }
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "unrest");
        hand.start();
    }

    /** Waits for the last edit. */
    void await() {
        try {
            hand.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        hand.interrupt();
    }
}
