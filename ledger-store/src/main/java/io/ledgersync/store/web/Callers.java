package io.ledgersync.store.web;

import io.ledgersync.store.entity.Clients;
import java.util.List;
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
    Mono<Void> mayRead(Jwt caller, String clientId) {
        List<String> permissions = caller.getClaimAsStringList("permissions");
        String practice = caller.getClaimAsString("practice");
        if (practice == null || permissions == null || !permissions.contains(LEDGER_READ)) {
            return Mono.error(Problem.NOT_PERMITTED.because(
                    "The token needs the claim \"practice\" and the permission \"" + LEDGER_READ + "\"."));
        }
        return clients.isOf(clientId, practice)
                .flatMap(known -> known
                        ? Mono.<Void>empty()
                        : Mono.error(Problem.UNKNOWN_CLIENT.because(
                                "There is no client \"" + clientId + "\" in this practice.")));
    }

    /** Completes when the caller operates the system: a permission outside all practices. */
    Mono<Void> mayOperate(Jwt caller) {
        List<String> permissions = caller.getClaimAsStringList("permissions");
        return permissions != null && permissions.contains(OPERATOR)
                ? Mono.empty()
                : Mono.error(Problem.NOT_PERMITTED.because("The token needs the permission \"" + OPERATOR + "\"."));
    }
}
