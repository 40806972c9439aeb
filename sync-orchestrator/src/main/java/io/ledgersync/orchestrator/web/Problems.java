package io.ledgersync.orchestrator.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Answers every failure with a problem document of ours, the framework's own included. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(Problems.class);

    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException invalid, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        boolean body = invalid.getMethodParameter() == null
                || invalid.getMethodParameter()
                        .hasParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class);
        Throwable cause = mostSpecific(invalid);
        String reason = invalid.getReason() == null ? "The request cannot be read" : invalid.getReason();
        String detail = cause == invalid ? reason : reason + ": " + firstLine(cause);
        return handleExceptionInternal(
                invalid,
                (body ? Problem.INVALID_BODY : Problem.INVALID_PARAMETER).document(detail),
                headers,
                status,
                exchange);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    Mono<ResponseEntity<Object>> databaseAway(RuntimeException failed, ServerWebExchange exchange) {
        LOGGER.atWarn().setCause(failed).log("A request could not be answered: the database is away");
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        ProblemDetail problem = Problem.TEMPORARILY_UNAVAILABLE.document(
                "The database does not answer. Try again: what is started already is not started twice.");
        return handleExceptionInternal(failed, problem, headers, HttpStatus.SERVICE_UNAVAILABLE, exchange);
    }

    @ExceptionHandler(RuntimeException.class)
    Mono<ResponseEntity<Object>> unexpected(RuntimeException failed, ServerWebExchange exchange) {
        String reference = exchange.getRequest().getId();
        LOGGER.atError().addKeyValue("reference", reference).setCause(failed).log("A request failed");
        ProblemDetail problem =
                Problem.UNEXPECTED.document("The request could not be answered. Reference: " + reference);
        return handleExceptionInternal(failed, problem, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, exchange);
    }

    /** What the framework refuses by itself gets a type of ours: it knows none. */
    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        Object typed = body;
        if (body instanceof ProblemDetail problem && isUntyped(problem)) {
            String detail = problem.getDetail() == null ? "The request cannot be answered." : problem.getDetail();
            typed = (status.value() == HttpStatus.NOT_FOUND.value() ? Problem.UNKNOWN_ADDRESS : Problem.INVALID_REQUEST)
                    .document(status, detail);
        }
        return super.createResponseEntity(typed, headers, status, exchange);
    }

    private static boolean isUntyped(ProblemDetail problem) {
        return problem.getType() == null || problem.getType().toString().equals("about:blank");
    }

    private static Throwable mostSpecific(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
