package io.ledgersync.orchestrator.month;

import io.ledgersync.orchestrator.run.Provider;

/**
 * What the app may use in a calendar month, in UTC; 0 means no limit.
 *
 * @param qboCalls Intuit meters reads ("CorePlus") and refuses all others of the month once they are used up: nothing
 *     is sent then
 * @param xeroBytes Xero charges for bytes beyond those that a tier includes: they are warned about, and read all the
 *     same
 */
public record MonthlyBudget(long qboCalls, long xeroBytes) {

    /** How much of it is used, in whole percent; 0 where there is no limit. */
    public int percent(Provider provider, Used used) {
        long limit = limit(provider);
        return limit == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, used(provider, used) * 100 / limit);
    }

    /** Whether the provider answers no more calls this month. */
    public boolean spent(Provider provider, Used used) {
        return provider == Provider.QBO && qboCalls > 0 && used.calls() >= qboCalls;
    }

    /** The limit in the unit that the provider counts. */
    public long limit(Provider provider) {
        return provider == Provider.QBO ? qboCalls : xeroBytes;
    }

    /** What is used, in the unit that the provider counts. */
    public long used(Provider provider, Used used) {
        return provider == Provider.QBO ? used.calls() : used.bytes();
    }
}
