package io.ledgersync.kit.quota;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A provider's limits for one organisation; 0 means that there is none.
 *
 * @param perMinute calls in any minute
 * @param perDay calls a day
 * @param concurrent calls without an answer at a time; at least 1
 * @param perSecond calls in any second
 * @param batchPerMinute calls of kind "batch" in any minute
 * @param reserve the part of the day that only priority runs may use
 * @param callTimeout how long a call without an answer holds its place
 * @param appPermits every call needs a permit of the app's own minute besides
 */
public record QuotaSettings(
        int perMinute,
        int perDay,
        int concurrent,
        int perSecond,
        int batchPerMinute,
        BigDecimal reserve,
        Duration callTimeout,
        boolean appPermits) {

    public QuotaSettings {
        notNegative("minute", perMinute);
        notNegative("day", perDay);
        notNegative("second", perSecond);
        notNegative("batch-minute", batchPerMinute);
        if (concurrent < 1) {
            throw new IllegalArgumentException("quota.concurrent is " + concurrent + " but must be at least 1");
        }
        if (reserve.signum() < 0 || reserve.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "quota.reserve is " + reserve + " but must be at least 0 and less than 1");
        }
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("the call time-out is " + callTimeout + " but must be more than 0");
        }
    }

    private static void notNegative(String key, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "quota." + key + " is " + value + " but must not be negative; 0 means no limit");
        }
    }

    /** Calls of the day that only priority runs may use. */
    long reservedCalls() {
        return reserve.multiply(BigDecimal.valueOf(perDay)).longValue();
    }
}
