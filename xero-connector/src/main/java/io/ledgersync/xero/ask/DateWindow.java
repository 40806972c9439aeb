package io.ledgersync.xero.ask;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The days on which documents are dated that one reading of a list is narrowed to; without a first and a last day: the
 * documents that have no date.
 *
 * @param from the first day; null: there is no first
 * @param until the day after the last; null: there is no last
 */
public record DateWindow(@Nullable LocalDate from, @Nullable LocalDate until) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("'DateTime('uuuu,MM,dd')'", Locale.ROOT);
    private static final LocalDate EARLY = LocalDate.of(1900, 1, 1);
    private static final LocalDate MIDDLE = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATE = LocalDate.of(2100, 1, 1);

    private static final DateWindow UNDATED = new DateWindow(null, null);

    /** Whatever there is: documents dated outside of two centuries are so few that they need no halves. */
    public static final List<DateWindow> ALL = List.of(
            new DateWindow(null, EARLY),
            new DateWindow(EARLY, MIDDLE),
            new DateWindow(MIDDLE, LATE),
            new DateWindow(LATE, null),
            UNDATED);

    /** Whether a list is narrowed to the documents that have no date. */
    public static boolean undated(XeroList list) {
        return list.parameter().endsWith(UNDATED.where());
    }

    /** The list, of which only the documents of these days are asked for. */
    public XeroList of(XeroList list) {
        // What has no date lies between no days.
        boolean byDays = list.dating() == XeroList.Dating.BY_PARAMETERS && !equals(UNDATED);
        return list.with((list.parameter().isEmpty() ? "" : list.parameter() + "&") + (byDays ? days() : where()));
    }

    /** Nobody says whether the days named are among those given: one more is asked for at either end. */
    private String days() {
        List<String> days = new ArrayList<>();
        if (from != null) {
            days.add("DateFrom=" + from.minusDays(1));
        }
        if (until != null) {
            days.add("DateTo=" + until);
        }
        return String.join("&", days);
    }

    private String where() {
        List<String> conditions = new ArrayList<>(equals(UNDATED) ? List.of("Date==null") : List.of());
        if (from != null) {
            conditions.add("Date>=" + DAY.format(from));
        }
        if (until != null) {
            conditions.add("Date<" + DAY.format(until));
        }
        // A plus is not a space to every reader of an address.
        return "where="
                + URLEncoder.encode(String.join(" AND ", conditions), StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    /** Its halves; none of one day, or of days without a first or a last. */
    public List<DateWindow> halves() {
        if (from == null || until == null || ChronoUnit.DAYS.between(from, until) < 2) {
            return List.of();
        }
        LocalDate middle = from.plusDays(ChronoUnit.DAYS.between(from, until) / 2);
        return List.of(new DateWindow(from, middle), new DateWindow(middle, until));
    }

    /** Writes the window into a cursor. */
    public void write(ObjectNode cursor) {
        if (from != null) {
            cursor.put("from", from.toString());
        }
        if (until != null) {
            cursor.put("until", until.toString());
        }
    }

    /** The window of a cursor. */
    public static DateWindow of(JsonNode cursor) {
        return new DateWindow(day(cursor, "from"), day(cursor, "until"));
    }

    private static @Nullable LocalDate day(JsonNode cursor, String name) {
        String text = cursor.path(name).asString("");
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
