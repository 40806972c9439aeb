package io.ledgersync.orchestrator.web;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The problems that this service answers with (RFC 9457), each with a stable type. */
enum Problem {
    NOT_AUTHENTICATED(HttpStatus.UNAUTHORIZED, "Not authenticated"),
    NOT_PERMITTED(HttpStatus.FORBIDDEN, "Not permitted"),
    UNKNOWN_CLIENT(HttpStatus.NOT_FOUND, "Unknown client"),
    UNKNOWN_RUN(HttpStatus.NOT_FOUND, "Unknown run"),
    UNKNOWN_ADDRESS(HttpStatus.NOT_FOUND, "Unknown address"),
    NOT_LINKED(HttpStatus.CONFLICT, "Client not linked"),
    COOLING_DOWN(HttpStatus.TOO_MANY_REQUESTS, "Synced a moment ago"),
    INVALID_BODY(HttpStatus.BAD_REQUEST, "The body is not valid"),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is not valid"),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
    TEMPORARILY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Temporarily unavailable"),
    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

    private final HttpStatus status;
    private final String title;

    Problem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    HttpStatus status() {
        return status;
    }

    /** Stable address of this kind of problem. */
    String type() {
        return "https://ledgersync.io/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    ProblemDetail detail(String detail) {
        return detail(status, detail);
    }

    /** With a status more exact than the problem's own. */
    ProblemDetail detail(HttpStatusCode exact, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(exact, detail);
        problem.setType(URI.create(type()));
        problem.setTitle(title);
        return problem;
    }

    /** The problem as an exception that is answered as application/problem+json. */
    ErrorResponseException because(String detail) {
        return new ErrorResponseException(status, detail(detail), null);
    }

    /** As {@link #because}, saying when to try again. */
    ErrorResponseException because(String detail, Duration retryAfter) {
        ErrorResponseException problem = because(detail);
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }
}
