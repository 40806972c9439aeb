package io.ledgersync.gateway.live;

import io.ledgersync.gateway.GatewaySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/**
 * The run changes of the caller's practice as server-sent events; {@code Last-Event-ID} takes up where the reader
 * stopped.
 */
@RestController
class RunEvents {

    private final RunFeed feed;
    private final GatewaySettings settings;

    RunEvents(RunFeed feed, GatewaySettings settings) {
        this.feed = feed;
        this.settings = settings;
    }

    @GetMapping(path = "/api/syncs/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<RunView>> events(
            @AuthenticationPrincipal Jwt caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        String practice = caller.getClaimAsString("practice");
        if (practice == null) {
            throw problem(
                    HttpStatus.FORBIDDEN,
                    "not-permitted",
                    "The token has no claim \"practice\": it belongs to nobody's clients.");
        }
        Position after = lastEventId == null || lastEventId.isBlank() ? null : position(lastEventId);
        Flux<ServerSentEvent<RunView>> alive = Flux.interval(settings.gateway().heartbeat())
                .map(tick -> ServerSentEvent.<RunView>builder().comment("alive").build());
        // Ends when the feed ends (a reader too far behind), not when the heartbeat does: it never does.
        return feed.changes(practice, after)
                .map(update -> ServerSentEvent.builder(RunView.of(update.run()))
                        .id(update.position().text())
                        .event("run")
                        .build())
                .materialize()
                .mergeWith(alive.materialize())
                .dematerialize();
    }

    private static Position position(String lastEventId) {
        try {
            return Position.parse(lastEventId);
        } catch (IllegalArgumentException notOurs) {
            throw problem(HttpStatus.BAD_REQUEST, "invalid-last-event-id", String.valueOf(notOurs.getMessage()));
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(java.net.URI.create("https://ledgersync.io/problems/" + code));
        return new ErrorResponseException(status, problem, null);
    }
}
