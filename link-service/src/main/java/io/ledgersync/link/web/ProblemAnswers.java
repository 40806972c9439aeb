package io.ledgersync.link.web;

import io.ledgersync.link.Problem;
import io.ledgersync.link.Refusal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Answers every refusal as a problem document (RFC 9457), our own and the framework's. */
@RestControllerAdvice
class ProblemAnswers extends ResponseEntityExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemAnswers.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        return ResponseEntity.of(refusal.problem().document(refusal.detail())).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(RuntimeException failure) {
        LOGGER.atError().setCause(failure).log("A request failed");
        ProblemDetail document = ProblemDetail.forStatusAndDetail(
                HttpStatusCode.valueOf(500),
                "The request failed on our side and changed nothing that it did not report; try again later");
        document.setType(URI.create("https://ledgersync.io/problems/internal-error"));
        document.setTitle("Internal error");
        return ResponseEntity.of(document).build();
    }

    /** What the framework refuses before a handler of ours is asked. */
    private static Problem frameworks(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            default -> Problem.INVALID_VALUE;
        };
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        boolean body = unreadable.getCause() instanceof DecodingException || unreadable.getMethodParameter() == null;
        ProblemDetail document = body
                ? Problem.INVALID_BODY.document(
                        "The body is not a JSON object with the fields of this call, as application/json")
                : Problem.INVALID_VALUE.document(String.valueOf(unreadable.getReason()));
        return createResponseEntity(document, headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object answer, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        if (answer instanceof ProblemDetail document
                && (document.getType() == null || document.getType().toString().equals("about:blank"))) {
            document.setType(frameworks(status).type());
        }
        return super.createResponseEntity(answer, headers, status, exchange);
    }
}
