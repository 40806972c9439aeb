package io.ledgersync.store.trialbalance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums of what was posted up to a day, by account, this financial year's apart from all earlier years'. */
public final class Postings {

    private final LocalDate yearStart;
    private final LocalDate asOf;
    private final Map<@Nullable String, BigDecimal> earlier = new HashMap<>();
    private final Map<@Nullable String, BigDecimal> thisYear = new HashMap<>();

    public Postings(LocalDate yearStart, LocalDate asOf) {
        this.yearStart = yearStart;
        this.asOf = asOf;
    }

    /**
     * Posts to an account.
     *
     * @param account null where nobody can say which
     * @param amount debit positive, in the organisation's own currency
     */
    public void post(LocalDate date, @Nullable String account, BigDecimal amount) {
        if (!date.isAfter(asOf) && amount.signum() != 0) {
            (date.isBefore(yearStart) ? earlier : thisYear).merge(account, amount, BigDecimal::add);
        }
    }

    LocalDate asOf() {
        return asOf;
    }

    LocalDate yearStart() {
        return yearStart;
    }

    Map<@Nullable String, BigDecimal> earlier() {
        return earlier;
    }

    Map<@Nullable String, BigDecimal> thisYear() {
        return thisYear;
    }
}
