package io.ledgersync.orchestrator.run;

import java.util.Locale;

/** The closed list of what can go wrong with a run, in the words that its users read. */
public enum ErrorCode {
    /** The authorisation was withdrawn, has expired or is refused. */
    AUTH_FAILED(
            "Authorisation failed. Could not sync client",
            "The provider no longer accepts the authorisation that was given for this client.",
            "Check that the account still exists and may open this organisation, then link the client again.",
            false),
    /** The organisation's calls of the day are spent. */
    DAILY_LIMIT(
            "Daily rate limit exceeded",
            "The provider allows a limited number of calls a day for this organisation, and today's are used up.",
            "Nothing. The sync goes on by itself when the limit resets.",
            true),
    /** The app's calls of the month are spent. */
    MONTHLY_LIMIT(
            "Monthly limit exceeded",
            "The provider allows this app a limited number of calls a month, and this month's are used up.",
            "Nothing. The sync goes on by itself when the next month begins.",
            true),
    /** Only the part of the day's calls is left that is kept for Sync Now. */
    RESERVE(
            "Daily rate limit almost exceeded",
            "What is left of today's calls for this organisation is kept back for Sync Now.",
            "Nothing: the sync goes on by itself when the limit resets. Press Sync Now to use the calls kept back.",
            true),
    /** The app or the user may not read what is needed. */
    SCOPE_MISSING(
            "Permission missing",
            "The authorisation does not include everything that has to be read.",
            "Link the client again and agree to all permissions that are asked for, as a user who may read the ledger.",
            false),
    /** There is no such organisation any more, or its subscription has ended. */
    ORGANISATION_GONE(
            "Organisation not available",
            "The organisation was closed at the provider, or its subscription has ended.",
            "Renew the subscription at the provider, or link the client to another organisation.",
            false),
    /** The provider does not answer. */
    PROVIDER_UNAVAILABLE(
            "Provider unavailable",
            "The provider does not answer, or answers with errors of its own.",
            "Nothing. The sync is tried again by itself.",
            true),
    /** The app may have no more connections at the provider. */
    CONNECTION_LIMIT_REACHED(
            "Limit of connections reached",
            "The provider allows this app a limited number of connected organisations, and all are in use.",
            "Unlink a client that is no longer needed, or ask the operator for a larger plan at the provider.",
            false),
    /** Another run of the connection goes first. */
    REPLACED(
            "Another sync goes first",
            "A sync that somebody waits for goes first.",
            "Nothing. This one goes on by itself.",
            true),
    /** Anything else. */
    COULD_NOT_SYNC(
            "Could not sync client",
            "The sync ended with an error that is not the client's doing.",
            "Try Sync Now. If it happens again, tell support the reference of this sync.",
            true);

    private final String title;
    private final String explanation;
    private final String whatToDo;
    private final boolean retriedBySystem;

    ErrorCode(String title, String explanation, String whatToDo, boolean retriedBySystem) {
        this.title = title;
        this.explanation = explanation;
        this.whatToDo = whatToDo;
        this.retriedBySystem = retriedBySystem;
    }

    /** The code that a connector named; one that this list does not know is the general one. */
    public static ErrorCode of(String name) {
        for (ErrorCode code : values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return COULD_NOT_SYNC;
    }

    /** Stable address of this kind of error. */
    public String type() {
        return "https://ledgersync.io/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    public String whatToDo() {
        return whatToDo;
    }

    /**
     * The system tries again by itself; otherwise only a person can put it right, and the nights are left out until
     * then.
     */
    public boolean retriedBySystem() {
        return retriedBySystem;
    }
}
