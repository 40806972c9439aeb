package io.ledgersync.link.oauth;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a provider answered; never printed, as it may hold tokens. */
public record ProviderReply(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LONGEST_WAIT_SECONDS = 24 * 3600;

    public boolean ok() {
        return status / 100 == 2;
    }

    /** The body as JSON; null when it is none. */
    public @Nullable JsonNode json() {
        try {
            return body.isBlank() ? null : JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The provider's clock when it answered; null when it did not say. */
    public @Nullable Instant date() {
        return headers.firstValue("Date").map(ProviderReply::httpDate).orElse(null);
    }

    /** What is left of the app's minute, if the provider said. */
    public @Nullable Integer appMinuteRemaining() {
        return headers.firstValue("X-AppMinLimit-Remaining")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(null);
    }

    /** The wait that the provider names; null where it names none. */
    public @Nullable Duration retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST_WAIT_SECONDS)))
                .orElse(null);
    }

    /** The failure that this answer is to whoever needed a success. */
    public ProviderUnavailable unusable(String what) {
        String detail = what + " answered " + status;
        Duration wait = retryAfter();
        return wait == null ? new ProviderUnavailable(detail) : new ProviderUnavailable(detail, wait);
    }

    @Override
    public String toString() {
        return "ProviderReply[" + status + ']';
    }

    private static @Nullable Instant httpDate(String value) {
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
