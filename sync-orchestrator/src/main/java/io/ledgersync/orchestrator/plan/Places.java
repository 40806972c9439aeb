package io.ledgersync.orchestrator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many runs without priority one provider's connectors may have at a time.
 *
 * @param all of every kind
 * @param heavy of those that read much
 */
public record Places(int all, int heavy) {

    public Places {
        if (all < 1 || heavy < 1 || heavy > all) {
            throw new IllegalArgumentException(
                    "there must be at least one place, and one to all of them for heavy runs, not " + all + " and "
                            + heavy);
        }
    }

    /** How many runs connectors have. */
    public record Taken(int all, int heavy) {}

    /** A run that waits for a place. */
    public record Waiting(String clientId, String runId, boolean heavy, Instant since) {}

    /** How many more may be sent. */
    public int free(Taken taken) {
        return Math.max(0, all - taken.all);
    }

    /** How many more of the heavy ones may be sent. */
    public int freeForHeavy(Taken taken) {
        return Math.max(0, Math.min(free(taken), heavy - taken.heavy));
    }

    /** Those that are sent now: who waits longest first, heavy ones only while their part has room. */
    public List<Waiting> choose(Taken taken, List<Waiting> waiting) {
        int free = free(taken);
        int freeForHeavy = freeForHeavy(taken);
        List<Waiting> chosen = new ArrayList<>();
        for (Waiting one :
                waiting.stream().sorted(Comparator.comparing(Waiting::since)).toList()) {
            if (chosen.size() == free) {
                break;
            }
            if (!one.heavy()) {
                chosen.add(one);
            } else if (freeForHeavy > 0) {
                chosen.add(one);
                freeForHeavy--;
            }
        }
        return chosen;
    }
}
