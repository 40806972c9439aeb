package io.ledgersync.tck;

import java.util.ArrayList;
import java.util.List;

/** No limit was broken, by any reading of its window, and nobody was told to slow down. */
final class QuotaKept implements Guarantee {
    private final int violationsBefore;

    /** @param violationsBefore how many there were when the trial began */
    QuotaKept(int violationsBefore) {
        this.violationsBefore = violationsBefore;
    }

    @Override
    public List<String> broken(Trial trial) {
        List<String> all = trial.sandbox().query().violations();
        List<String> broken = new ArrayList<>(all.subList(violationsBefore, all.size()));
        int throttled = trial.sandbox().query().throttled(trial.organisationId());
        if (throttled > 0) {
            broken.add(throttled + " calls were answered 429");
        }
        return broken;
    }
}
