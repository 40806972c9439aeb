package io.ledgersync.store.web;

import io.ledgersync.store.entity.Clients;
import io.ledgersync.web.access.Caller;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a caller may do: with {@code ledger:read}, read the clients of the practice that the token names. */
@Component
class Callers {

    private static final String LEDGER_READ = "ledger:read";
    private static final String OPERATOR = "operator";

    private final Clients clients;

    Callers(Clients clients) {
        this.clients = clients;
    }

    /**
     * Completes when the caller may read the client's ledger; another practice's client is as unknown as one that does
     * not exist.
     */
    Mono<Void> mayRead(Jwt token, String clientId) {
        return Mono.fromSupplier(() -> Caller.of(token).may(LEDGER_READ))
                .flatMap(caller -> clients.isOf(clientId, caller.practiceId()))
                .flatMap(known -> known
                        ? Mono.<Void>empty()
                        : Mono.error(Problem.UNKNOWN_CLIENT.because(
                                "There is no client \"" + clientId + "\" in this practice.")));
    }

    /** Completes when the caller operates the system: a permission outside all practices. */
    Mono<Void> mayOperate(Jwt token) {
        return Mono.fromRunnable(() -> Caller.requireOutsidePractices(token, OPERATOR));
    }
}
