package io.ledgersync.link;

import io.ledgersync.web.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** Every way in which this service refuses a request; the names are stable, as problem types. */
public enum Problem implements ProblemType {
    INVALID_BODY(400, "The request cannot be read"),
    INVALID_VALUE(400, "A value is not allowed"),
    INVALID_CURSOR(400, "The cursor is not one of this list"),
    UNKNOWN_PROVIDER(400, "Unknown provider"),
    INVALID_RETURN_TO(400, "returnTo leads to a foreign site"),
    INVALID_STATE(400, "The consent's state is not valid"),
    EXPIRED_CODE(400, "The provider does not accept the authorisation code"),
    AUTH_FAILED(403, "The provider no longer accepts our authorisation"),
    UNKNOWN_CLIENT(404, "Unknown client"),
    UNKNOWN_ORGANISATION(404, "That organisation was not approved"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    NOT_LINKED(409, "The client is not linked"),
    NOTHING_TO_CHOOSE(409, "There is no choice to make"),
    ANOTHER_ORGANISATION(409, "The client's ledger is another organisation's"),
    CONNECTION_LIMIT_REACHED(409, "The app's limit of connections is reached"),
    CONNECTION_ENDED(410, "The connection has ended"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    PROVIDER_NOT_CONFIGURED(503, "The provider is not configured"),
    PROVIDER_UNAVAILABLE(503, "The provider does not answer");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatusCode status() {
        return HttpStatusCode.valueOf(status);
    }

    @Override
    public String title() {
        return title;
    }

    /** The refusal to throw, with the field, its value and what is allowed. */
    @Override
    public Refusal because(String detail) {
        return new Refusal(this, detail);
    }

    /** A value from outside, fit to be shown: cut to a bearable length. */
    public static String quoted(@Nullable String value) {
        if (value == null) {
            return "missing";
        }
        return '"' + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + '"';
    }
}
