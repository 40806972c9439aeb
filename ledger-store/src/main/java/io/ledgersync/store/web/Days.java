package io.ledgersync.store.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Dates and times as callers write them: of years with four digits, which everything behind can reckon with. */
final class Days {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private Days() {}

    /** A date such as 2026-01-31; else a {@link Problem#INVALID_PARAMETER}. */
    static LocalDate date(String parameter, String value) {
        try {
            LocalDate date = LocalDate.parse(value);
            requireFourDigits(date);
            return date;
        } catch (DateTimeException notADay) {
            throw invalid(parameter, value, "a date such as 2026-01-31");
        }
    }

    /** A time such as 2026-01-31T12:00:00Z; else a {@link Problem#INVALID_PARAMETER}. */
    static Instant time(String parameter, String value) {
        try {
            Instant time = Instant.parse(value);
            requireFourDigits(LocalDate.ofInstant(time, ZoneOffset.UTC));
            return time;
        } catch (DateTimeException notATime) {
            throw invalid(parameter, value, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static void requireFourDigits(LocalDate date) {
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new DateTimeException("the year has more than four digits");
        }
    }

    private static RuntimeException invalid(String parameter, String value, String allowed) {
        return Problem.INVALID_PARAMETER.because(parameter + " is \"" + value + "\"; allowed: " + allowed + ".");
    }
}
