package io.ledgersync.tck;

import java.util.List;

/** Nothing is published twice: no event's id comes again, and no key is under two names. */
final class NoDuplicateEntry implements Guarantee {
    @Override
    public List<String> broken(Trial trial) {
        return trial.history().repeated(trial.clientId());
    }
}
