package io.ledgersync.kit.reading;

import io.ledgersync.kit.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What the provider's own clock showed, at the latest, when a call was sent. */
public final class ProviderClock {
    private ProviderClock() {}

    /**
     * The Date header less the call's whole duration: never later than the truth. Without the header our own clock has
     * to do.
     */
    public static Instant atSending(Reply reply) {
        return reply.header("date").map(date -> atSending(reply, date)).orElse(reply.sentAt());
    }

    private static Instant atSending(Reply reply, String date) {
        try {
            return ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .minus(reply.took());
        } catch (DateTimeException unreadable) {
            return reply.sentAt();
        }
    }
}
