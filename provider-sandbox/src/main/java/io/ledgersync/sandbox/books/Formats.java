package io.ledgersync.sandbox.books;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as the providers write them. */
public final class Formats {
    /** All recordings of QBO show this zone; its offset changes with the season. */
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

    private Formats() {}

    /** {@code /Date(1573755038314+0000)/}. */
    public static String xero(Instant moment) {
        return "/Date(" + moment.toEpochMilli() + "+0000)/";
    }

    /** {@code 2026-05-05T02:03:52-07:00}. */
    public static String qbo(Instant moment) {
        return SECONDS.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(PACIFIC));
    }

    /** {@code 2026-05-05T02:03:52.123-07:00}. */
    public static String qboMillis(Instant moment) {
        return MILLIS.format(moment.atZone(PACIFIC));
    }
}
