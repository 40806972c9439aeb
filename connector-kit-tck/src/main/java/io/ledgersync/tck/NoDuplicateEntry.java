package io.ledgersync.tck;

import io.ledgersync.contract.ledger.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Nothing is published twice: no event comes again, every record stands under its one key in its client's partition,
 * and a run that nobody disturbs publishes what nobody has edited once; only a crowd within one second may be read in
 * more than one way.
 */
final class NoDuplicateEntry implements Guarantee {
    private final Set<String> crowded;

    /** @param crowded kinds of which many records were made within one second */
    NoDuplicateEntry(Set<String> crowded) {
        this.crowded = crowded;
    }

    @Override
    public List<String> broken(Trial trial) {
        List<String> broken = new ArrayList<>(trial.history().misplaced(trial.clientId()));
        if (trial.undisturbed()) {
            for (Change change : trial.history().twice(trial.clientId())) {
                Instant updated = change.getSourceUpdatedAt();
                boolean unedited = updated != null && updated.isBefore(trial.began());
                if (unedited && !crowded.contains(change.getSourceType())) {
                    broken.add(change.getSourceType() + " " + change.getSourceId() + " of " + updated
                            + " was published twice in one run");
                }
            }
        }
        return broken;
    }
}
