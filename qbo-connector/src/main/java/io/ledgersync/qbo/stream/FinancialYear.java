package io.ledgersync.qbo.stream;

import java.time.Month;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a financial year ends, told by the month in which it begins; both null where that is not said. */
record FinancialYear(@Nullable Integer endMonth, @Nullable Integer endDay) {

    static FinancialYear beginningIn(@Nullable String month) {
        for (Month start : Month.values()) {
            if (month != null && start.name().equals(month.strip().toUpperCase(Locale.ROOT))) {
                Month end = start.minus(1);
                return new FinancialYear(end.getValue(), end.minLength());
            }
        }
        return new FinancialYear(null, null);
    }
}
