package io.ledgersync.sandbox.qbo.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Moments as queries and change calls write them. */
public final class Moments {
    private static final int A_DATE = 10;

    private Moments() {}

    /**
     * Reads one.
     *
     * @param bareZone where a date or time without an offset is meant; unconfirmed of the real one, so callers send an
     *     offset
     */
    public static Instant read(String text, ZoneId bareZone) throws QueryRefused {
        try {
            if (text.length() == A_DATE) {
                return LocalDate.parse(text).atStartOfDay(bareZone).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(bareZone).toInstant();
        } catch (DateTimeException notATime) {
            throw QueryRefused.unreadable("\"" + text + "\" is not a date or time");
        }
    }
}
