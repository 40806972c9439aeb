package io.ledgersync.kit.quota;

import io.ledgersync.kit.Fault;
import java.time.Instant;

/** Whether a call may be made now. */
public sealed interface Admission {

    /** It may, if it is made at once. */
    record Go() implements Admission {}

    /**
     * It may not yet.
     *
     * @param until when to ask again; a place may become free earlier
     * @param limit the limit that binds
     * @param reserve only the part of the day that is kept for priority runs is left
     */
    record Wait(Instant until, Fault.Limit limit, boolean reserve) implements Admission {}
}
