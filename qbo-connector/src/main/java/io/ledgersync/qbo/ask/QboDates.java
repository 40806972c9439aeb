package io.ledgersync.qbo.ask;

import io.ledgersync.kit.reading.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of QuickBooks' dates: moments with the offset that was valid then, which changes with the season, and
 * plain dates.
 */
public final class QboDates {
    public static final String MOMENT = "a moment such as 2026-05-05T02:03:52-07:00";
    public static final String DATE = "a date such as 2026-05-05";

    private static final DateTimeFormatter MOMENTS = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private QboDates() {}

    /** A moment, never compared as text. */
    public static Instant instant(String text) {
        return OffsetDateTime.parse(text.strip(), MOMENTS).toInstant();
    }

    /** The calendar date in a field; null when there is none. */
    public static @Nullable LocalDate date(Fields fields, String name) {
        return fields.parse(name, QboDates::date, DATE);
    }

    private static LocalDate date(String text) {
        String date = text.strip();
        return date.length() == 10
                ? LocalDate.parse(date)
                : OffsetDateTime.parse(date, MOMENTS).toLocalDate();
    }
}
