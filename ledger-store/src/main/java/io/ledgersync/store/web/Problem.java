package io.ledgersync.store.web;

import io.ledgersync.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that this service answers with (RFC 9457), each with a stable type. */
enum Problem implements ProblemType {
    UNKNOWN_CLIENT(HttpStatus.NOT_FOUND, "Unknown client"),
    UNKNOWN_ENTITY_TYPE(HttpStatus.NOT_FOUND, "Unknown entity type"),
    UNKNOWN_ENTITY(HttpStatus.NOT_FOUND, "Unknown entity"),
    AMBIGUOUS_ENTITY(HttpStatus.CONFLICT, "Several entities have this id"),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is not valid"),
    NOT_PROJECTED_YET(HttpStatus.CONFLICT, "Not projected yet"),
    NO_POSTINGS(HttpStatus.CONFLICT, "No balances can be worked out");

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
}
