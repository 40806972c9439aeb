package io.ledgersync.kit.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The grammar of the Retry-After header: whole seconds or an HTTP date. */
public final class RetryAfter {
    private RetryAfter() {}

    /** The wait it names, never negative; null when it names none that can be read. */
    public static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.strip();
        if (text.chars().allMatch(Character::isDigit) && text.length() < 10) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Duration wait = Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException neitherForm) {
            return null;
        }
    }
}
