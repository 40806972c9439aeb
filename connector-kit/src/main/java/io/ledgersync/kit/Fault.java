package io.ledgersync.kit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a question has no answer, classified by what it permits. */
public sealed interface Fault extends Outcome {

    /** What happened, for logs and support: never a secret. */
    String detail();

    /**
     * Too many calls: wait as told, then ask again.
     *
     * @param limit which of the limits
     * @param retryAfter the wait that the provider named; null where it named none
     */
    record Throttled(Limit limit, @Nullable Duration retryAfter, String detail) implements Fault {}

    /**
     * The access token was refused: lease a fresh one and ask again; refused again and again, the authorisation has
     * failed.
     */
    record TokenRefused(String detail) implements Fault {}

    /** Trouble that may pass: ask again after a while, pause the run when it lasts. */
    record Unavailable(@Nullable Duration retryAfter, String detail) implements Fault {}

    /** The question will not be answered in this form; {@link Walk#rejected} may know another. */
    record Rejected(String code, String detail) implements Fault {}

    /** This stream may not be read by this app or user: a gap of the run, with the remedy. */
    record Forbidden(String code, String detail, String remedy) implements Fault {}

    /** The run cannot go on: its end has this code of the closed list, e.g. AUTH_FAILED, ORGANISATION_GONE. */
    record Fatal(String code, String detail) implements Fault {}

    /** The limits that a provider names. */
    enum Limit {
        SECOND,
        MINUTE,
        DAY,
        MONTH,
        CONCURRENT,
        APP_MINUTE,
        UNKNOWN
    }
}
