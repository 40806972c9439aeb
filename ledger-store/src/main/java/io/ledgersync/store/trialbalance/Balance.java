package io.ledgersync.store.trialbalance;

import java.math.BigDecimal;

/**
 * What an account comes to.
 *
 * @param net debit positive
 */
public record Balance(LedgerAccount account, BigDecimal net) {

    /** The debit, zero when it is a credit. */
    public BigDecimal debit() {
        return net.max(BigDecimal.ZERO);
    }

    /** The credit, zero when it is a debit. */
    public BigDecimal credit() {
        return net.negate().max(BigDecimal.ZERO);
    }
}
