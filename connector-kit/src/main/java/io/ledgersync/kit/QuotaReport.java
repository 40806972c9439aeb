package io.ledgersync.kit;

import org.jspecify.annotations.Nullable;

/** What a provider's headers say is left; null where they say nothing. */
public record QuotaReport(
        @Nullable Integer minuteRemaining,
        @Nullable Integer dayRemaining,
        @Nullable Integer appMinuteRemaining) {
    public static final QuotaReport SILENT = new QuotaReport(null, null, null);
}
