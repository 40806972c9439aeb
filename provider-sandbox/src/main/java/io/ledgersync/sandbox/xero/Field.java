package io.ledgersync.sandbox.xero;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A field of a record, by its path; it compares as its value does: dates as moments, numbers by size, texts by letters.
 */
record Field(List<String> path) {
    /** What a field that is not there equals. */
    static final String NOTHING = "\0";

    private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d+)(?:\\+0000)?\\)/");

    private JsonNode of(JsonNode row) {
        JsonNode value = row;
        for (String name : path) {
            value = value.path(name);
        }
        return value;
    }

    String text(JsonNode row) {
        return of(row).asString("");
    }

    /** The value in a form that sorts. */
    Comparable<?> value(JsonNode row) {
        JsonNode value = of(row);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (!value.isString()) {
            return NOTHING;
        }
        Matcher date = DATE.matcher(value.asString());
        return date.matches() ? new BigDecimal(date.group(1)) : value.asString();
    }

    /** As a comparator; MIN_VALUE when the two cannot be compared. */
    int compare(JsonNode row, Comparable<?> with) {
        Comparable<?> value = value(row);
        if (value instanceof BigDecimal number && with instanceof BigDecimal other) {
            return number.compareTo(other);
        }
        if (value instanceof Boolean flag && with instanceof Boolean other) {
            return flag.compareTo(other);
        }
        if (value instanceof String text && with instanceof String other) {
            return Integer.signum(text.compareTo(other));
        }
        return Integer.MIN_VALUE;
    }
}
