package io.ledgersync.store.trialbalance;

import org.jspecify.annotations.Nullable;

/**
 * An account as postings and reports need it.
 *
 * @param id null for the account of what no account can be found for
 * @param classification ASSET, LIABILITY, EQUITY, REVENUE, EXPENSE or UNKNOWN
 * @param role the provider's own word for an account with a task, e.g. "RETAINEDEARNINGS", "UndepositedFunds"
 */
public record LedgerAccount(
        @Nullable String id,
        @Nullable String code,
        String name,
        String type,
        String classification,
        @Nullable String currency,
        @Nullable String role) {

    /** Its balance begins anew with each financial year. */
    boolean isClosedYearly() {
        return classification.equals("REVENUE") || classification.equals("EXPENSE");
    }

    /** Whether its task is called so; spelling differs between the providers. */
    boolean isFor(String task) {
        return role != null && role.equalsIgnoreCase(task);
    }
}
