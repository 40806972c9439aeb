package io.ledgersync.sandbox.qbo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query in QuickBooks Online's own grammar.
 *
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 * @param updatedFrom inclusive
 * @param updatedBefore exclusive
 * @param ids null for any
 * @param active which values of Active match; null means only true, as for the real one
 * @param orderBy lower case; null for the default order
 */
record Select(
        boolean count,
        String entity,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore,
        @Nullable Instant updatedFrom,
        @Nullable Instant updatedBefore,
        @Nullable Set<String> ids,
        @Nullable Set<Boolean> active,
        @Nullable String orderBy,
        boolean descending,
        int startPosition,
        int maxResults) {

    private static final Pattern QUERY = Pattern.compile(
            "\\s*select\\s+(\\*|count\\(\\*\\))\\s+from\\s+(\\w+)(?:\\s+where\\s+(.+?))?(?:\\s+order\\s*by\\s+([\\w.]+)(?:\\s+(asc|desc))?)?(?:\\s+startposition\\s+(\\d+))?(?:\\s+maxresults\\s+(\\d+))?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*([\\w.]+)\\s*(<=|>=|=|<|>|\\bin\\b)\\s*(.+?)\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> SORTABLE = Set.of("id", "metadata.createtime", "metadata.lastupdatedtime");
    private static final int DEFAULT_RESULTS = 100;
    private static final int MOST_RESULTS = 1000;

    /** A query that is refused, with the code that the real one gives. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    static Select parse(String query) throws Refused {
        Matcher matcher = QUERY.matcher(query);
        if (!matcher.matches()) {
            throw new Refused("4000", "QueryParserError: Encountered an error in \"" + query + "\"");
        }
        int start = matcher.group(6) == null ? 1 : number(matcher.group(6));
        if (start < 1) {
            throw new Refused("4001", "QueryValidationError: value 0 is too small. Min allowed value is 1.");
        }
        int most = matcher.group(7) == null ? DEFAULT_RESULTS : Math.min(MOST_RESULTS, number(matcher.group(7)));
        Conditions conditions = new Conditions();
        if (matcher.group(3) != null) {
            for (String condition : matcher.group(3).split("(?i)\\s+and\\s+")) {
                conditions.add(condition);
            }
        }
        String order = matcher.group(4) == null ? null : matcher.group(4).toLowerCase(Locale.ROOT);
        if (order != null && !SORTABLE.contains(order)) {
            throw new Refused("4001", "QueryValidationError: property '" + matcher.group(4) + "' is not sortable");
        }
        return new Select(
                !matcher.group(1).equals("*"),
                matcher.group(2),
                conditions.createdFrom,
                conditions.createdBefore,
                conditions.updatedFrom,
                conditions.updatedBefore,
                conditions.ids,
                conditions.active,
                order,
                "desc".equalsIgnoreCase(matcher.group(5)),
                start,
                most);
    }

    private static int number(String digits) throws Refused {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException tooLarge) {
            throw new Refused("4001", "QueryValidationError: value " + digits + " is too large.");
        }
    }

    /** The where clause as it is read. */
    private static final class Conditions {
        private @Nullable Instant createdFrom;
        private @Nullable Instant createdBefore;
        private @Nullable Instant updatedFrom;
        private @Nullable Instant updatedBefore;
        private @Nullable Set<String> ids;
        private @Nullable Set<Boolean> active;

        void add(String condition) throws Refused {
            Matcher matcher = CONDITION.matcher(condition);
            if (!matcher.matches()) {
                throw new Refused("4000", "QueryParserError: Encountered an error in \"" + condition + "\"");
            }
            String property = matcher.group(1).toLowerCase(Locale.ROOT);
            String operator = matcher.group(2).toLowerCase(Locale.ROOT);
            List<String> values = values(matcher.group(3));
            switch (property) {
                case "id" -> {
                    if (!operator.equals("=") && !operator.equals("in")) {
                        throw new Refused("4001", "QueryValidationError: property 'Id' takes only = and IN");
                    }
                    ids = new LinkedHashSet<>(values);
                }
                case "active" -> {
                    Set<Boolean> wanted = new LinkedHashSet<>();
                    values.forEach(value -> wanted.add(Boolean.parseBoolean(value)));
                    active = wanted;
                }
                case "metadata.createtime" -> created(operator, moment(values.get(0)));
                case "metadata.lastupdatedtime" -> updated(operator, moment(values.get(0)));
                default ->
                    throw new Refused(
                            "4001", "QueryValidationError: property '" + matcher.group(1) + "' is not queryable");
            }
        }

        /** Stamps are whole seconds: "> t" is "from t + 1 s", "= t" is one second long. */
        private void created(String operator, Instant moment) {
            if (operator.startsWith(">") || operator.equals("=")) {
                createdFrom = later(createdFrom, operator.equals(">") ? moment.plusSeconds(1) : moment);
            }
            if (operator.startsWith("<") || operator.equals("=")) {
                createdBefore = earlier(createdBefore, operator.equals("<") ? moment : moment.plusSeconds(1));
            }
        }

        private void updated(String operator, Instant moment) {
            if (operator.startsWith(">") || operator.equals("=")) {
                updatedFrom = later(updatedFrom, operator.equals(">") ? moment.plusSeconds(1) : moment);
            }
            if (operator.startsWith("<") || operator.equals("=")) {
                updatedBefore = earlier(updatedBefore, operator.equals("<") ? moment : moment.plusSeconds(1));
            }
        }

        private static Instant later(@Nullable Instant one, Instant other) {
            return one == null || other.isAfter(one) ? other : one;
        }

        private static Instant earlier(@Nullable Instant one, Instant other) {
            return one == null || other.isBefore(one) ? other : one;
        }
    }

    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        for (String part : text.replaceAll("^\\(|\\)$", "").split(",")) {
            values.add(part.trim().replaceAll("^'|'$", ""));
        }
        return values;
    }

    /** A bare date or time means UTC here; what it means to the real one is unconfirmed, so callers send an offset. */
    static Instant moment(String text) throws Refused {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (java.time.format.DateTimeParseException notATime) {
            throw new Refused("4000", "QueryParserError: \"" + text + "\" is not a date or time");
        }
    }
}
