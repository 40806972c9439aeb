package io.ledgersync.store.web;

import io.ledgersync.store.project.Rebuild;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What operators ask of the store. */
@RestController
class Operation {

    private final Callers callers;
    private final Rebuild rebuild;

    Operation(Callers callers, Rebuild rebuild) {
        this.callers = callers;
        this.rebuild = rebuild;
    }

    /** A client's ledger is written anew from ledger.changes; what is there can be read meanwhile. */
    @PostMapping("/api/clients/{clientId}/ledger/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> rebuild(@AuthenticationPrincipal Jwt caller, @PathVariable String clientId) {
        return callers.mayOperate(caller).then(Mono.fromRunnable(() -> rebuild.begin(clientId)));
    }
}
