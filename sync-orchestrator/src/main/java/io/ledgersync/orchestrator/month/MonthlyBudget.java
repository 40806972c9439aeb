package io.ledgersync.orchestrator.month;

import io.ledgersync.orchestrator.run.Provider;

/**
 * What the app may use in a calendar month, in UTC; 0 means no limit.
 *
 * <p>Whether Intuit meters a batch or a change call as one call or as each question in it is unconfirmed, and one may
 * be ten times the other. What may be used up is warned about; only what is used up for certain stops, as nobody is to
 * be stopped at a tenth of what is allowed.
 *
 * @param qboCalls Intuit meters reads ("CorePlus") and refuses all others of the month once they are used up: nothing
 *     is sent then
 * @param xeroBytes Xero charges for bytes beyond those that a tier includes: they are warned about, and read all the
 *     same
 */
public record MonthlyBudget(long qboCalls, long xeroBytes) {

    /** How much of it is used for certain, in whole percent; 0 where there is no limit. */
    public int percent(Provider provider, Used used) {
        return percent(provider, used(provider, used));
    }

    /** How much of it may be used at most, in whole percent; 0 where there is no limit. */
    public int percentAtMost(Provider provider, Used used) {
        return percent(provider, usedAtMost(provider, used));
    }

    private int percent(Provider provider, long used) {
        long limit = limit(provider);
        return limit == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, used * 100 / limit);
    }

    /** Whether the provider answers no more calls this month, however it counts. */
    public boolean spent(Provider provider, Used used) {
        return provider == Provider.QBO && qboCalls > 0 && used.calls() >= qboCalls;
    }

    /** The limit in the unit that the provider counts. */
    public long limit(Provider provider) {
        return provider == Provider.QBO ? qboCalls : xeroBytes;
    }

    /** What is used for certain, in the unit that the provider counts. */
    public long used(Provider provider, Used used) {
        return provider == Provider.QBO ? used.calls() : used.bytes();
    }

    /** What may be used at most, in the unit that the provider counts. */
    public long usedAtMost(Provider provider, Used used) {
        return provider == Provider.QBO ? used.questions() : used.bytes();
    }
}
