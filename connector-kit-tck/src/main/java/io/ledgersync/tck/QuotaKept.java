package io.ledgersync.tck;

import java.util.ArrayList;
import java.util.List;

/**
 * No limit was broken, by any reading of its window, and nobody was told to slow down. Where a call took longer than
 * anybody waits, the provider counts it among those in progress when its caller has long given it up.
 */
final class QuotaKept implements Guarantee {
    @Override
    public List<String> broken(Trial trial) {
        List<String> broken = new ArrayList<>();
        boolean overdue = trial.blows().overdue();
        for (String violation : trial.sandbox().query().violations()) {
            boolean own = violation.startsWith(trial.organisationId() + " ") || violation.startsWith("the app ");
            if (own && !(overdue && violation.contains(" concurrent: "))) {
                broken.add(violation);
            }
        }
        int throttled = trial.sandbox().query().throttled(trial.organisationId());
        if (throttled > 0 && !overdue) {
            broken.add(throttled + " calls were answered 429");
        }
        return broken;
    }
}
