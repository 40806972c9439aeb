package io.ledgersync.kit.run;

import java.time.Instant;

/** How a run leaves its connector. */
public sealed interface End {

    /** All was read and published. */
    record Completed() implements End {}

    /** It cannot go on; the code is of the closed list of errors. */
    record Failed(String code, String detail) implements End {}

    /** It waits elsewhere until then. */
    record Paused(String reason, String detail, Instant resumeAt) implements End {}

    /** Its connection has ended. */
    record Cancelled(String reason) implements End {}
}
