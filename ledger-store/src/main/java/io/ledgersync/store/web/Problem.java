package io.ledgersync.store.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The problems that this service answers with (RFC 9457), each with a stable type. */
enum Problem {
    UNKNOWN_CLIENT(HttpStatus.NOT_FOUND, "Unknown client"),
    UNKNOWN_ENTITY_TYPE(HttpStatus.NOT_FOUND, "Unknown entity type"),
    UNKNOWN_ENTITY(HttpStatus.NOT_FOUND, "Unknown entity"),
    AMBIGUOUS_ENTITY(HttpStatus.CONFLICT, "Several entities have this id"),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is not valid"),
    NOT_PERMITTED(HttpStatus.FORBIDDEN, "Not permitted"),
    NOT_PROJECTED_YET(HttpStatus.CONFLICT, "Not projected yet"),
    NO_POSTINGS(HttpStatus.CONFLICT, "No balances can be worked out");

    private final HttpStatus status;
    private final String title;

    Problem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The problem as an exception that Spring answers as application/problem+json. */
    ErrorResponseException because(String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("https://ledgersync.io/problems/"
                + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
        problem.setTitle(title);
        return new ErrorResponseException(status, problem, null);
    }
}
