package io.ledgersync.qbo;

import io.ledgersync.kit.quota.QuotaSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code ledgersync.qbo.*}, as far as the connector reads it.
 *
 * @param optionalStreams lists that are read besides, of Estimate, PurchaseOrder and Budget
 * @param quota QuickBooks' limits
 */
@ConfigurationProperties("ledgersync.qbo")
record QboSettings(
        @DefaultValue List<String> optionalStreams,
        @DefaultValue Quota quota) {

    /**
     * {@code ledgersync.qbo.quota.*}: 0 means no limit.
     *
     * @param minute calls of a company in a minute
     * @param day calls of a company a day; QuickBooks has no such limit
     * @param concurrent calls of a company at a time
     * @param second calls of a company in a second
     * @param batchMinute batches of a company in a minute
     * @param reserve part of the day kept for runs that a person waits for
     * @param appMinute calls of the app in a minute, over all companies; QuickBooks has no such limit
     */
    record Quota(
            @DefaultValue("500") int minute,
            @DefaultValue("0") int day,
            @DefaultValue("10") int concurrent,
            @DefaultValue("10") int second,
            @DefaultValue("40") int batchMinute,
            @DefaultValue("0.10") BigDecimal reserve,
            @DefaultValue("0") int appMinute) {}

    QuotaSettings limits(Duration callTimeout) {
        return new QuotaSettings(
                quota.minute(),
                quota.day(),
                quota.concurrent(),
                quota.second(),
                quota.batchMinute(),
                quota.reserve(),
                callTimeout,
                quota.appMinute() > 0);
    }
}
