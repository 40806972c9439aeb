package io.ledgersync.sandbox;

import java.time.Duration;

/** How long an organisation's provider takes: so long for every call, and so long for each record of its answer. */
public record Latency(Duration fixed, Duration perRow) {
    public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO);

    Duration of(int rows) {
        return fixed.plus(perRow.multipliedBy(rows));
    }
}
