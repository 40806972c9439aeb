package io.ledgersync.kit.call;

import io.ledgersync.kit.pull.Turn;
import io.ledgersync.kit.quota.Place;
import io.ledgersync.kit.run.HeldRun;
import java.time.Instant;

/** A call in flight: for whom, what it asks, and the place that it holds. */
public record Call(HeldRun run, Turn turn, Place place, String token, Instant sentAt) {

    /** Never with its token. */
    @Override
    public String toString() {
        return "Call[" + run.runId() + ", " + turn.exchange().kind() + ", " + sentAt + ']';
    }
}
