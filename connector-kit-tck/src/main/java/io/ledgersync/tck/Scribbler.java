package io.ledgersync.tck;

import io.ledgersync.sandbox.books.Edits;
import java.util.List;
import java.util.Random;

/** Somebody who changes one thing in the books whenever a call was answered. */
final class Scribbler {
    private static final int LARGE = 200_000;

    private final List<String> kinds;
    private final String party;
    private final Random random;

    /**
     * Whose hand it is.
     *
     * @param kinds what may be edited, added, voided, deleted, made large
     * @param party what may be merged
     */
    Scribbler(List<String> kinds, String party, Random random) {
        this.kinds = kinds;
        this.party = party;
        this.random = random;
    }

    void scribble(Edits edits) {
        String kind = kinds.get(random.nextInt(kinds.size()));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> edits.editAny(kind);
            case 5, 6, 7, 8, 9 -> edits.add(kind);
            case 10, 11 -> edits.deleteAny(kind);
            case 12, 13 -> edits.voidAny(kind);
            case 14 -> edits.mergeAny(party);
            default -> edits.enlarge(kind, 1 + random.nextInt(LARGE));
        }
    }
}
