package io.ledgersync.tck;

import java.util.Random;

/** What a seed's story is about, besides books that change and calls that fail. */
enum Plot {
    /** A replica is killed or leaves while the first run goes on. */
    CRASH,
    /** A replica is killed while an increment goes on. */
    LATE_CRASH,
    /** A call takes a minute. */
    SLOW,
    /** A record is other than records are. */
    ODD_RECORD;

    static Plot of(Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> CRASH;
            case 2, 3 -> LATE_CRASH;
            case 4 -> SLOW;
            default -> ODD_RECORD;
        };
    }
}
