package io.ledgersync.kit.reading;

import io.ledgersync.kit.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a reply names in its Retry-After header: whole seconds or an HTTP date, which is measured by the
 * provider's own clock where the reply shows it.
 */
public final class RetryAfter {
    /** A wait of nothing asks again at once, and again. */
    private static final Duration LEAST = Duration.ofSeconds(1);
    /** No limit of a provider's but the month's binds for longer. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration MONTH = Duration.ofDays(31);
    private static final int DIGITS_OF_CENTURIES = 10;

    private RetryAfter() {}

    /** The wait it names, of a second to a day; null when it names none that can be read. */
    public static @Nullable Duration of(Reply reply) {
        return of(reply, DAY);
    }

    /** The wait of a limit that binds by the month. */
    public static @Nullable Duration ofMonth(Reply reply) {
        return of(reply, MONTH);
    }

    private static @Nullable Duration of(Reply reply, Duration most) {
        Duration named = reply.header("retry-after")
                .map(String::strip)
                .map(header -> named(header, reply))
                .orElse(null);
        if (named == null) {
            return null;
        }
        Duration atLeast = named.compareTo(LEAST) < 0 ? LEAST : named;
        return atLeast.compareTo(most) > 0 ? most : atLeast;
    }

    private static @Nullable Duration named(String header, Reply reply) {
        if (header.matches("[0-9]+")) {
            return header.length() < DIGITS_OF_CENTURIES ? Duration.ofSeconds(Long.parseLong(header)) : MONTH;
        }
        Instant until = date(header);
        Instant theirs = reply.header("date").map(RetryAfter::date).orElse(null);
        Instant ours = reply.sentAt().plus(reply.took());
        return until == null ? null : Duration.between(theirs == null ? ours : theirs, until);
    }

    private static @Nullable Instant date(String header) {
        try {
            return ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
