package io.ledgersync.tck;

import java.util.ArrayList;
import java.util.List;

/** No limit was broken, by any reading of its window, and nobody was told to slow down. */
final class QuotaKept implements Guarantee {
    @Override
    public List<String> broken(Trial trial) {
        List<String> broken = new ArrayList<>();
        for (String violation : trial.sandbox().query().violations()) {
            if (violation.startsWith(trial.organisationId() + " ") || violation.startsWith("the app ")) {
                broken.add(violation);
            }
        }
        int throttled = trial.sandbox().query().throttled(trial.organisationId());
        if (throttled > 0) {
            broken.add(throttled + " calls were answered 429");
        }
        return broken;
    }
}
