package io.ledgersync.sandbox.quota;

/**
 * The limits of one organisation; 0 means none.
 *
 * @param batchPerMinute QBO batches of one app
 * @param batchPerMinuteOfAll QBO batches of all apps together
 */
public record QuotaSpec(
        int perMinute, int perDay, int concurrent, int perSecond, int batchPerMinute, int batchPerMinuteOfAll) {

    /** Without a limit of all apps' batches. */
    public QuotaSpec(int perMinute, int perDay, int concurrent, int perSecond, int batchPerMinute) {
        this(perMinute, perDay, concurrent, perSecond, batchPerMinute, 0);
    }

    /** Xero's, by the day limit of the app's tier. */
    public static QuotaSpec xero(int perDay) {
        return new QuotaSpec(60, perDay, 5, 0, 0);
    }

    /** QuickBooks Online's. */
    public static QuotaSpec qbo() {
        return new QuotaSpec(500, 0, 10, 10, 40, 120);
    }

    /** No limits at all. */
    public static QuotaSpec unlimited() {
        return new QuotaSpec(0, 0, 0, 0, 0);
    }
}
