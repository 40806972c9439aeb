package io.ledgersync.orchestrator.run;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger compares with the provider's own trial balance.
 *
 * @param asOf the report's day
 * @param differences the accounts that differ
 */
public record Proof(boolean agrees, LocalDate asOf, List<Difference> differences) {

    public Proof {
        differences = List.copyOf(differences);
    }

    /**
     * An account whose balance is not what the provider says.
     *
     * @param accountId null where nobody knows it
     * @param ours what the ledger's documents come to
     * @param theirs what the provider's report says
     */
    public record Difference(@Nullable String accountId, String accountName, BigDecimal ours, BigDecimal theirs) {

        /** What names the account, by which it is known again. */
        public String account() {
            return accountId == null ? accountName : accountId;
        }

        /** By how much the ledger is off. */
        public BigDecimal amount() {
            return ours.subtract(theirs);
        }
    }
}
