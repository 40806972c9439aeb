package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Run;
import java.time.Instant;

/** The answer to somebody who asked for a sync. */
public sealed interface Asked {

    /** A run was started. */
    record Started(Run run) implements Asked {}

    /** One was there already. */
    record Active(Run run) implements Asked {}

    /** The last one has only just completed. */
    record CoolingDown(Instant until) implements Asked {}

    /** The provider answers the app no more calls this month. */
    record MonthSpent() implements Asked {}

    /** There is no connection to read. */
    record NotLinked() implements Asked {}
}
