package io.ledgersync.xero.ask;

import io.ledgersync.kit.reading.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The grammar of Xero's dates: {@code /Date(ms)/}, {@code /Date(ms+0000)/}, negative ones too, and ISO-8601 in UTC. */
public final class XeroDates {
    static final String ALLOWED = "a date such as /Date(1573755038314+0000)/ or 2019-11-14T18:10:38";

    // The offset behind the milliseconds is only how the server would show the instant: it moves nothing.
    private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d{1,18})([+-]\\d{4})?\\)/");

    private XeroDates() {}

    /** The moment in a field; null when there is none. */
    public static @Nullable Instant instant(Fields fields, String name) {
        return fields.parse(name, XeroDates::instant, ALLOWED);
    }

    /** The calendar date in a field; null when there is none. */
    public static @Nullable LocalDate date(Fields fields, String name) {
        return fields.parse(name, XeroDates::date, ALLOWED);
    }

    /** A moment. */
    public static Instant instant(String text) {
        Matcher matcher = DATE.matcher(text.strip());
        if (matcher.matches()) {
            return Instant.ofEpochMilli(Long.parseLong(matcher.group(1)));
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException noOffset) {
            return LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC);
        }
    }

    /** A calendar date is the organisation's own, sent as midnight UTC: it is read in UTC and never shifted. */
    /** A calendar date. */
    public static LocalDate date(String text) {
        return text.strip().length() == 10
                ? LocalDate.parse(text.strip())
                : instant(text).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
