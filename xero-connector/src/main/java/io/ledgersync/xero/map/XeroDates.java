package io.ledgersync.xero.map;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of Xero's dates: {@code /Date(ms)/}, {@code /Date(ms+0000)/}, negative ones too, and ISO-8601 in UTC. */
final class XeroDates {
    static final String ALLOWED = "a date such as /Date(1573755038314+0000)/ or 2019-11-14T18:10:38";

    // The offset behind the milliseconds is only how the server would show the instant: it moves nothing.
    private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d{1,18})([+-]\\d{4})?\\)/");

    private XeroDates() {}

    static Instant instant(String text) {
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
    static LocalDate date(String text) {
        return text.strip().length() == 10
                ? LocalDate.parse(text.strip())
                : instant(text).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
