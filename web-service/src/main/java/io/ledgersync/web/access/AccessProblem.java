package io.ledgersync.web.access;

import io.ledgersync.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** Why somebody is not let in. */
enum AccessProblem implements ProblemType {
    NOT_AUTHENTICATED(HttpStatus.UNAUTHORIZED, "Not authenticated"),
    NOT_PERMITTED(HttpStatus.FORBIDDEN, "Not permitted");

    private final HttpStatus status;
    private final String title;

    AccessProblem(HttpStatus status, String title) {
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
