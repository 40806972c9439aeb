package io.ledgersync.sandbox.qbo.query;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One clause of a WHERE: a property, an operator, and values; its values are known to be of the property's type. */
record Condition(Property property, Operator operator, List<String> values) {

    /** What the language has; all but IN take one value. */
    enum Operator {
        EQUAL,
        LESS,
        GREATER,
        AT_MOST,
        AT_LEAST,
        LIKE,
        IN
    }

    static Condition of(Property property, Operator operator, List<String> values) throws QueryRefused {
        for (String value : values) {
            if (operator != Operator.LIKE) {
                property.value(value);
            }
        }
        boolean choice = operator == Operator.EQUAL || operator == Operator.IN;
        boolean allowed =
                switch (property.type()) {
                    case ID, FLAG, REFERENCE -> choice;
                    case MOMENT, AMOUNT, DAY -> operator != Operator.LIKE;
                    case TEXT -> true;
                };
        if (!allowed) {
            throw QueryRefused.invalid("property '" + property.path() + "' takes no such operator");
        }
        return new Condition(property, operator, List.copyOf(values));
    }

    /** Whether what a record has there is what is asked for. */
    boolean holds(@Nullable String text) {
        if (text == null) {
            return false;
        }
        try {
            return switch (operator) {
                case LIKE -> like(values.get(0)).matcher(text).matches();
                case EQUAL, IN -> {
                    boolean found = false;
                    for (String value : values) {
                        found |= compare(text, value) == 0;
                    }
                    yield found;
                }
                case LESS -> compare(text, values.get(0)) < 0;
                case GREATER -> compare(text, values.get(0)) > 0;
                case AT_MOST -> compare(text, values.get(0)) <= 0;
                case AT_LEAST -> compare(text, values.get(0)) >= 0;
            };
        } catch (QueryRefused notOfItsType) {
            throw new IllegalStateException(property.path() + " of a record is \"" + text + "\"", notOfItsType);
        }
    }

    @SuppressWarnings("unchecked")
    private int compare(String one, String other) throws QueryRefused {
        return ((Comparable<Object>) property.value(one)).compareTo(property.value(other));
    }

    /** Only the percent sign stands for anything. */
    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.toLowerCase(Locale.ROOT).split("%", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
