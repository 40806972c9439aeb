package io.ledgersync.link.web;

import io.ledgersync.link.Provider;
import io.ledgersync.link.consent.Callback;
import io.ledgersync.link.consent.LinkRequest;
import io.ledgersync.link.consent.Linking;
import io.ledgersync.link.consent.Redirect;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Links over HTTP, with the page that providers send users back to. */
@RestController
class LinkCalls {
    private final Linking linking;
    private final Callback callback;
    private final Scheduler roundTrips;

    LinkCalls(Linking linking, Callback callback, Scheduler roundTrips) {
        this.linking = linking;
        this.callback = callback;
        this.roundTrips = roundTrips;
    }

    record Begun(URI authorizationUrl) {}

    record Choice(@Nullable String organisationId) {}

    record Offered(String organisationId, String name) {}

    @PostMapping("/api/clients/{id}/link")
    Begun begin(@AuthenticationPrincipal Jwt token, @PathVariable String id, @RequestBody LinkRequest wish) {
        return new Begun(linking.begin(Callers.changing(token), id, wish));
    }

    @GetMapping("/api/clients/{id}/link/organisation")
    Items<Offered> choices(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return new Items<>(
                linking.choices(Callers.reading(token), id).stream()
                        .map(organisation -> new Offered(organisation.id(), organisation.name()))
                        .toList(),
                null);
    }

    @PostMapping("/api/clients/{id}/link/organisation")
    ClientView choose(@AuthenticationPrincipal Jwt token, @PathVariable String id, @RequestBody Choice choice) {
        return ClientView.of(linking.choose(Callers.changing(token), id, choice.organisationId()));
    }

    @DeleteMapping("/api/clients/{id}/link")
    ClientView unlink(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return ClientView.of(linking.unlink(Callers.changing(token), id));
    }

    /** On threads of its own: a provider that hangs must not hold up those who only ask the database. */
    @GetMapping("/oauth/callback/{provider}")
    Mono<ResponseEntity<Void>> callback(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String realmId,
            @RequestParam(required = false) @Nullable String error) {
        return Mono.fromCallable(
                        () -> callback.answer(Provider.named(provider), new Redirect(state, code, realmId, error)))
                .subscribeOn(roundTrips)
                .map(LinkCalls::sentOn);
    }

    private static ResponseEntity<Void> sentOn(URI next) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(next)
                // The page that follows must not learn the code from the address that it was sent on from.
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
