package io.ledgersync.orchestrator.web;

import io.ledgersync.web.problem.ProblemType;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The problems that this service answers with (RFC 9457), each with a stable type. */
enum Problem implements ProblemType {
    UNKNOWN_CLIENT(HttpStatus.NOT_FOUND, "Unknown client"),
    UNKNOWN_RUN(HttpStatus.NOT_FOUND, "Unknown run"),
    UNKNOWN_ADDRESS(HttpStatus.NOT_FOUND, "Unknown address"),
    NOT_LINKED(HttpStatus.CONFLICT, "Client not linked"),
    COOLING_DOWN(HttpStatus.TOO_MANY_REQUESTS, "Synced a moment ago"),
    MONTH_SPENT(HttpStatus.TOO_MANY_REQUESTS, "Monthly limit reached"),
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

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    /** As {@link #because}, saying when to try again. */
    ErrorResponseException because(String detail, Duration retryAfter) {
        ErrorResponseException problem = new ErrorResponseException(status, document(detail), null);
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }
}
