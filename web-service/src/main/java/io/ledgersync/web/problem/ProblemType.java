package io.ledgersync.web.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A way to refuse that clients can tell from every other: an enum's constant, whose name is its type for ever. */
public interface ProblemType {
    String name();

    HttpStatusCode status();

    String title();

    /** The URI that names this problem for ever. */
    default URI type() {
        return URI.create("https://ledgersync.io/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    default ProblemDetail document(String detail) {
        return document(status(), detail);
    }

    /** With a status more exact than the problem's own. */
    default ProblemDetail document(HttpStatusCode exact, String detail) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(exact, detail);
        document.setType(type());
        document.setTitle(title());
        return document;
    }

    /** The problem as an exception that is answered as application/problem+json. */
    default RuntimeException because(String detail) {
        return new ErrorResponseException(status(), document(detail), null);
    }
}
