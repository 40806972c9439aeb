package io.ledgersync.xero;

import io.ledgersync.kit.quota.QuotaSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code ledgersync.xero.*}, as far as the connector reads it.
 *
 * @param tier the app's tier at Xero: decides the day's limit and whether journals may be read
 * @param journals whether journals are read; when not given, where the tier permits it
 * @param optionalStreams lists that are read besides, of PurchaseOrders, Quotes, LinkedTransactions and Budgets
 * @param quota Xero's limits
 */
@ConfigurationProperties("ledgersync.xero")
record XeroSettings(
        @DefaultValue("STARTER") XeroTier tier,
        @Nullable Boolean journals,
        @DefaultValue List<String> optionalStreams,
        @DefaultValue Quota quota) {

    /**
     * {@code ledgersync.xero.quota.*}: 0 means no limit.
     *
     * @param minute calls of an organisation in a minute
     * @param day calls of an organisation a day; when not given, what the tier permits
     * @param concurrent calls of an organisation at a time
     * @param reserve part of the day kept for runs that a person waits for
     * @param appMinute calls of the app in a minute, over all organisations; the link service gives them out
     */
    record Quota(
            @DefaultValue("60") int minute,
            @Nullable Integer day,
            @DefaultValue("5") int concurrent,
            @DefaultValue("0.10") BigDecimal reserve,
            @DefaultValue("10000") int appMinute) {}

    /** Journals are a stream of every run. */
    boolean readsJournals() {
        return journals == null ? tier.journals() : journals;
    }

    QuotaSettings limits(Duration callTimeout) {
        int day = quota.day() == null ? tier.callsPerDay() : quota.day();
        return new QuotaSettings(
                quota.minute(), day, quota.concurrent(), 0, 0, quota.reserve(), callTimeout, quota.appMinute() > 0);
    }
}
