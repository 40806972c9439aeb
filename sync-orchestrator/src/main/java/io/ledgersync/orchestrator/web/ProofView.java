package io.ledgersync.orchestrator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ledgersync.orchestrator.run.Proof;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger compares with the provider's trial balance, as users see it: amounts are decimal strings.
 *
 * @param asOf the report's day
 * @param differences the accounts that differ; everything is read whole once for a difference, what stays is
 *     unexplained
 */
record ProofView(boolean agrees, LocalDate asOf, List<Difference> differences) {

    /** @param ledger what the ledger's documents come to */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Difference(@Nullable String accountId, String accountName, String ledger, String provider) {}

    static @Nullable ProofView of(@Nullable Proof proof) {
        return proof == null
                ? null
                : new ProofView(
                        proof.agrees(),
                        proof.asOf(),
                        proof.differences().stream()
                                .map(one -> new Difference(
                                        one.accountId(), one.accountName(), money(one.ours()), money(one.theirs())))
                                .toList());
    }

    private static String money(BigDecimal amount) {
        BigDecimal exact = amount.stripTrailingZeros();
        return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
    }
}
