package io.ledgersync.sandbox.qbo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The days of a report, which may be asked for by a name. */
record Period(LocalDate start, LocalDate end) {
    private static final Pattern NAMED =
            Pattern.compile("(this|last|next) (week|month|fiscal quarter|fiscal year)(-to-date)?");

    /**
     * A documented {@code date_macro}; null when it is none.
     *
     * @param first the month in which fiscal years begin
     */
    static @Nullable Period of(String macro, LocalDate today, Month first) {
        String name = macro.trim().toLowerCase(Locale.ROOT);
        switch (name) {
            case "today" -> {
                return new Period(today, today);
            }
            case "yesterday" -> {
                return new Period(today.minusDays(1), today.minusDays(1));
            }
            case "next 4 weeks" -> {
                LocalDate week = begin("week", today, first).plusWeeks(1);
                return new Period(week, week.plusWeeks(4).minusDays(1));
            }
            default -> {
                Matcher named = NAMED.matcher(name);
                return named.matches() ? named(named, today, first) : null;
            }
        }
    }

    private static @Nullable Period named(Matcher named, LocalDate today, Month first) {
        String unit = named.group(2);
        boolean toDate = named.group(3) != null;
        int away = named.group(1).equals("this") ? 0 : named.group(1).equals("last") ? -1 : 1;
        if (toDate && away > 0) {
            return null;
        }
        LocalDate start = plus(unit, begin(unit, today, first), away);
        return new Period(
                start, toDate ? plus(unit, today, away) : plus(unit, start, 1).minusDays(1));
    }

    /** The first day of a day's fiscal year. */
    static LocalDate yearOf(LocalDate day, Month first) {
        LocalDate begin = LocalDate.of(day.getYear(), first, 1);
        return begin.isAfter(day) ? begin.minusYears(1) : begin;
    }

    private static LocalDate begin(String unit, LocalDate day, Month first) {
        LocalDate year = yearOf(day, first);
        return switch (unit) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            case "month" -> day.withDayOfMonth(1);
            case "fiscal quarter" -> year.plusMonths(ChronoUnit.MONTHS.between(year, day) / 3 * 3);
            default -> year;
        };
    }

    private static LocalDate plus(String unit, LocalDate day, int times) {
        return switch (unit) {
            case "week" -> day.plusWeeks(times);
            case "month" -> day.plusMonths(times);
            case "fiscal quarter" -> day.plusMonths(3L * times);
            default -> day.plusYears(times);
        };
    }
}
