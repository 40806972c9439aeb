package io.ledgersync.store.web;

import io.ledgersync.store.balance.LedgerBalances;
import io.ledgersync.store.balance.NoPostings;
import io.ledgersync.store.balance.Organisation;
import io.ledgersync.store.entity.Clients;
import io.ledgersync.store.entity.EntityFields;
import io.ledgersync.store.trialbalance.Balance;
import io.ledgersync.store.trialbalance.ClosedBooks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A client's trial balance of any day, and whether the ledger agrees with the provider's own report. */
@RestController
class TrialBalanceQuestion {

    private static final int CENTS = 2;

    private final LedgerBalances balances;
    private final Clients clients;
    private final Callers callers;
    private final Clock clock;

    TrialBalanceQuestion(LedgerBalances balances, Clients clients, Callers callers, Clock clock) {
        this.balances = balances;
        this.clients = clients;
        this.callers = callers;
        this.clock = clock;
    }

    /** One account; at most one of debit and credit is not zero. Without an id: what no account can be found for. */
    record Row(
            @Nullable String accountId,
            @Nullable String code,
            String name,
            String type,
            String classification,
            String debit,
            String credit) {}

    /**
     * The answer.
     *
     * @param yearStart from when income and expense accounts count
     * @param proof the newest comparison with the provider's own report, of the report's own day; null while there is
     *     none
     */
    record TrialBalance(
            LocalDate asOf,
            LocalDate yearStart,
            @Nullable String currency,
            List<Row> accounts,
            String debit,
            String credit,
            @Nullable Map<String, Object> proof) {}

    @GetMapping("/api/clients/{clientId}/ledger/trial-balance")
    Mono<TrialBalance> at(
            @AuthenticationPrincipal Jwt caller,
            @PathVariable String clientId,
            @RequestParam(required = false) @Nullable String asOf) {
        return callers.mayRead(caller, clientId).then(Mono.defer(() -> {
            LocalDate day =
                    asOf == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : Days.date("asOf", asOf);
            return balances.organisation(clientId)
                    .switchIfEmpty(
                            Mono.error(
                                    () -> Problem.NOT_PROJECTED_YET.because(
                                            "The client's organisation is not in the ledger: its first run has not been projected yet.")))
                    .flatMap(organisation -> Mono.zip(balances.at(organisation, day, null), proof(clientId))
                            .map(known -> answer(
                                    organisation, known.getT1(), known.getT2().orElse(null))))
                    .onErrorMap(
                            NoPostings.class,
                            missing -> Problem.NO_POSTINGS.because(
                                    java.util.Objects.requireNonNull(missing.getMessage())));
        }));
    }

    private Mono<Optional<Map<String, Object>>> proof(String clientId) {
        return clients.proof(clientId)
                .map(kept -> Optional.of(EntityFields.toJson(kept)))
                .defaultIfEmpty(Optional.empty());
    }

    private static TrialBalance answer(
            Organisation organisation, ClosedBooks books, @Nullable Map<String, Object> proof) {
        return new TrialBalance(
                books.asOf(),
                books.yearStart(),
                organisation.currency(),
                books.balances().stream().map(TrialBalanceQuestion::row).toList(),
                total(books, Balance::debit),
                total(books, Balance::credit),
                proof);
    }

    private static Row row(Balance balance) {
        return new Row(
                balance.account().id(),
                balance.account().code(),
                balance.account().name(),
                balance.account().type(),
                balance.account().classification(),
                money(balance.debit()),
                money(balance.credit()));
    }

    private static String total(ClosedBooks books, Function<Balance, BigDecimal> side) {
        return money(books.balances().stream().map(side).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static String money(BigDecimal amount) {
        BigDecimal exact = amount.stripTrailingZeros();
        return (exact.scale() < CENTS ? exact.setScale(CENTS, RoundingMode.UNNECESSARY) : exact).toPlainString();
    }
}
