package io.ledgersync.store.trialbalance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All balances of a day as the providers' reports show them: income and expense from the start of the financial year,
 * what they came to in earlier years in retained earnings.
 *
 * @param balances those that are not zero, in the order of code and name
 */
public record ClosedBooks(LocalDate asOf, LocalDate yearStart, List<Balance> balances) {

    private static final LedgerAccount EARNINGS_WITHOUT_ACCOUNT =
            new LedgerAccount(null, null, "Retained earnings", "EQUITY", "EQUITY", null, null);
    private static final Comparator<Balance> ORDER = Comparator.comparing(
                    (Balance balance) -> balance.account().code(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(balance -> balance.account().name());

    /** Closes the years before the one that the day is in. */
    public static ClosedBooks of(Postings postings, Chart chart) {
        Map<LedgerAccount, BigDecimal> nets = new HashMap<>();
        LedgerAccount earnings = chart.retainedEarnings().map(chart::account).orElse(EARNINGS_WITHOUT_ACCOUNT);
        postings.thisYear().forEach((id, amount) -> nets.merge(chart.account(id), amount, BigDecimal::add));
        postings.earlier().forEach((id, amount) -> {
            LedgerAccount account = chart.account(id);
            nets.merge(account.isClosedYearly() ? earnings : account, amount, BigDecimal::add);
        });
        List<Balance> balances = new ArrayList<>();
        nets.forEach((account, net) -> {
            if (net.signum() != 0) {
                balances.add(new Balance(account, net));
            }
        });
        balances.sort(ORDER);
        return new ClosedBooks(postings.asOf(), postings.yearStart(), List.copyOf(balances));
    }

    /**
     * The first day of the financial year that a day is in; the calendar year's where the organisation does not say.
     *
     * @param endMonth in which the year ends, 1 to 12
     * @param endDay on which it ends; beyond the month's end it means the last
     */
    public static LocalDate yearStart(LocalDate day, @Nullable Integer endMonth, @Nullable Integer endDay) {
        int month = endMonth == null ? 12 : endMonth;
        LocalDate end = yearEnd(day.getYear(), month, endDay);
        return (day.isAfter(end) ? end : yearEnd(day.getYear() - 1, month, endDay)).plusDays(1);
    }

    private static LocalDate yearEnd(int year, int month, @Nullable Integer day) {
        LocalDate first = LocalDate.of(year, month, 1);
        int length = first.lengthOfMonth();
        // Who ends a year with February ends it with the month's last day, whatever year the day was written in.
        boolean last = day == null || day >= length || (month == 2 && day == 28);
        return first.withDayOfMonth(last ? length : day);
    }
}
