package io.ledgersync.sandbox.xero;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A {@code where} clause: fields in PascalCase compared with texts, numbers, {@code DateTime(2020,01,01)} and
 * {@code guid("…")}, joined by AND and OR.
 */
final class Where {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|([A-Za-z][A-Za-z0-9.]*)|(-?\\d+(?:\\.\\d+)?)|(==|!=|<=|>=|&&|\\|\\||[=<>(),]))");
    private static final Pattern FIELD = Pattern.compile("[A-Z][A-Za-z]*(\\.[A-Z][A-Za-z]*)*");

    private final List<String> tokens = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Predicate<JsonNode> matches;
    private int at;

    /** How a field is compared. */
    enum Kind {
        EQUAL,
        RANGE,
        OTHER
    }

    /**
     * One comparison of a field.
     *
     * @param alternative whether another one may hold in its place
     */
    record Comparison(String field, Kind kind, Predicate<JsonNode> test, boolean alternative) {
        private Comparison orElse() {
            return new Comparison(field, kind, test, true);
        }
    }

    /** A clause that cannot be understood. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    Where(String clause) {
        Matcher matcher = TOKEN.matcher(clause);
        int end = 0;
        while (end < clause.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group().trim());
            end = matcher.end();
        }
        if (tokens.isEmpty() || !clause.substring(end).isBlank()) {
            throw new Unreadable("Syntax error at index " + end);
        }
        matches = or();
        if (at < tokens.size()) {
            throw new Unreadable("Unexpected \"" + tokens.get(at) + "\"");
        }
    }

    /** Whether a record is among those asked for. */
    boolean matches(JsonNode row) {
        return matches.test(row);
    }

    /** What it compares. */
    List<Comparison> comparisons() {
        return comparisons;
    }

    private String next() {
        if (at >= tokens.size()) {
            throw new Unreadable("Expression expected at the end");
        }
        return tokens.get(at++);
    }

    private boolean skip(String... words) {
        boolean found = at < tokens.size()
                && Arrays.asList(words).contains(tokens.get(at).toUpperCase(Locale.ROOT));
        at += found ? 1 : 0;
        return found;
    }

    private void expect(String token) {
        String found = next();
        if (!found.equals(token)) {
            throw new Unreadable("\"" + token + "\" expected, not \"" + found + "\"");
        }
    }

    private Predicate<JsonNode> or() {
        int first = comparisons.size();
        Predicate<JsonNode> left = and();
        boolean alternative = false;
        while (skip("OR", "||")) {
            left = left.or(and());
            alternative = true;
        }
        if (alternative) {
            comparisons.subList(first, comparisons.size()).replaceAll(Comparison::orElse);
        }
        return left;
    }

    private Predicate<JsonNode> and() {
        Predicate<JsonNode> left = term();
        while (skip("AND", "&&")) {
            left = left.and(term());
        }
        return left;
    }

    private Predicate<JsonNode> term() {
        if (skip("(")) {
            Predicate<JsonNode> inner = or();
            expect(")");
            return inner;
        }
        String name = next();
        if (!FIELD.matcher(name).matches()) {
            throw new Unreadable("No property or field '" + name + "' exists");
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0 && at < tokens.size() && tokens.get(at).equals("(")) {
            String of = name.substring(0, dot);
            return noted(of, Kind.OTHER, method(field(of), name.substring(dot + 1)));
        }
        Field field = field(name);
        String sign = next();
        IntPredicate holds = operator(sign);
        Comparable<?> value = literal();
        return noted(name, kind(sign), row -> holds.test(field.compare(row, value)));
    }

    private static Kind kind(String sign) {
        return switch (sign) {
            case "==", "=" -> Kind.EQUAL;
            case "!=" -> Kind.OTHER;
            default -> Kind.RANGE;
        };
    }

    private Predicate<JsonNode> noted(String field, Kind kind, Predicate<JsonNode> test) {
        comparisons.add(new Comparison(field, kind, test, false));
        return test;
    }

    private Predicate<JsonNode> method(Field field, String method) {
        expect("(");
        String value = text(next());
        expect(")");
        return switch (method) {
            case "StartsWith" -> row -> field.text(row).startsWith(value);
            case "EndsWith" -> row -> field.text(row).endsWith(value);
            case "Contains" -> row -> field.text(row).contains(value);
            default -> throw new Unreadable("No applicable method '" + method + "' exists");
        };
    }

    private static Field field(String name) {
        return new Field(List.of(name.split("\\.")));
    }

    /** What a comparison's outcome must be; MIN_VALUE stands for values that cannot be compared. */
    private static IntPredicate operator(String token) {
        return switch (token) {
            case "==", "=" -> order -> order == 0;
            case "!=" -> order -> order != 0;
            case "<" -> order -> order < 0 && order != Integer.MIN_VALUE;
            case "<=" -> order -> order <= 0 && order != Integer.MIN_VALUE;
            case ">" -> order -> order > 0;
            case ">=" -> order -> order >= 0;
            default -> throw new Unreadable("Operator expected, not \"" + token + "\"");
        };
    }

    private static String text(String token) {
        if (token.length() < 2 || token.charAt(0) != '"') {
            throw new Unreadable("Text expected, not \"" + token + "\"");
        }
        return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private Comparable<?> literal() {
        String token = next();
        if (token.startsWith("\"")) {
            return text(token);
        }
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "true", "false" -> Boolean.valueOf(token);
            case "null" -> Field.NOTHING;
            case "guid" -> {
                expect("(");
                String id = text(next());
                expect(")");
                yield id.toLowerCase(Locale.ROOT);
            }
            case "datetime" -> moment();
            default -> number(token);
        };
    }

    private static BigDecimal number(String token) {
        try {
            return new BigDecimal(token);
        } catch (NumberFormatException notANumber) {
            throw new Unreadable("No property or field '" + token + "' exists");
        }
    }

    private BigDecimal moment() {
        expect("(");
        List<Integer> parts = new ArrayList<>();
        do {
            parts.add(number(next()).intValue());
        } while (skip(","));
        expect(")");
        while (parts.size() < 6) {
            parts.add(0);
        }
        try {
            return BigDecimal.valueOf(
                    LocalDateTime.of(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5))
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli());
        } catch (DateTimeException impossible) {
            throw new Unreadable("DateTime: " + impossible.getMessage());
        }
    }
}
