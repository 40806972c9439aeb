package io.ledgersync.sandbox.qbo.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moments as queries and change calls write them. */
public final class Moments {
    private static final int A_DATE = 10;

    private Moments() {}

    /** A bare date or time means UTC here; what it means to the real one is unconfirmed, so callers send an offset. */
    public static Instant read(String text) throws QueryRefused {
        try {
            if (text.length() == A_DATE) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            throw QueryRefused.unreadable("\"" + text + "\" is not a date or time");
        }
    }
}
