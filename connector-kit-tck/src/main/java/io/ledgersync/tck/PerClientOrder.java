package io.ledgersync.tck;

import java.util.List;

/** A client's changes come in the order of their sequence, which never repeats. */
final class PerClientOrder implements Guarantee {
    @Override
    public List<String> broken(Trial trial) {
        return trial.history().outOfOrder(trial.clientId());
    }
}
