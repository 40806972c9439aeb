package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.http.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which records of a list a request asks for. */
final class Filters {
    private final ListSpec list;
    private final Request request;
    private final @Nullable Where where;
    private final List<Predicate<JsonNode>> all = new ArrayList<>();
    private final List<Predicate<JsonNode>> days = new ArrayList<>();
    private final List<ListSpec.Hidden> hidden = new ArrayList<>();
    private final @Nullable Set<String> statuses;

    Filters(ListSpec list, Request request, Set<XeroReadings.Hidden> readings) {
        this.list = list;
        this.request = request;
        hide(list.hidden());
        readings.stream().filter(one -> one.list().equals(list.path())).forEach(one -> hide(one.rows()));
        String clause = request.parameter("where").orElse("");
        where = clause.isBlank() ? null : new Where(clause);
        if (where != null) {
            all.add(where::matches);
        }
        list.filters().forEach((parameter, field) -> request.parameter(parameter)
                .ifPresent(values -> all.add(oneOf(new Field(List.of(field.split("\\."))), values))));
        statuses = request.parameter("Statuses")
                .filter(values -> list.filters().containsKey("Statuses"))
                .map(Filters::each)
                .orElse(null);
        dated("DateFrom", true);
        dated("DateTo", false);
        all.addAll(days);
    }

    private static Set<String> each(String values) {
        Set<String> each = new HashSet<>();
        for (String value : values.split(",")) {
            each.add(value.trim().toLowerCase(Locale.ROOT));
        }
        return each;
    }

    private static Predicate<JsonNode> oneOf(Field field, String values) {
        Set<String> allowed = each(values);
        return row -> allowed.contains(field.text(row).toLowerCase(Locale.ROOT));
    }

    private void dated(String parameter, boolean from) {
        boolean heeded = list.path().equals("PurchaseOrders") || list.path().equals("Quotes");
        request.parameter(parameter).filter(day -> heeded).ifPresent(day -> {
            try {
                java.math.BigDecimal edge = java.math.BigDecimal.valueOf(LocalDate.parse(day)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli());
                Field date = new Field(List.of("Date"));
                days.add(row -> {
                    int order = date.compare(row, edge);
                    return from ? order >= 0 : order <= 0 && order != Integer.MIN_VALUE;
                });
            } catch (DateTimeParseException unreadable) {
                throw new Where.Unreadable(parameter + " is not a date");
            }
        });
    }

    private void hide(ListSpec.Hidden rows) {
        if (!rows.field().isEmpty() && Arrays.stream(rows.unless().split(",")).noneMatch(this::asks)) {
            hidden.add(rows);
        }
    }

    private boolean asks(String parameter) {
        String value = request.parameter(parameter).orElse("");
        return parameter.startsWith("include") ? value.equalsIgnoreCase("true") : !value.isEmpty();
    }

    /** Whether every record is asked for. */
    boolean none() {
        return all.isEmpty() && hidden.isEmpty();
    }

    /** Whether a record has to be looked at: of a very long list few are asked for by their status. */
    boolean mayMatch(Shelf shelf, Shelf.Seen seen) {
        String status = statuses == null ? null : shelf.status(seen);
        return statuses == null || status == null || statuses.contains(status.toLowerCase(Locale.ROOT));
    }

    boolean matches(JsonNode row) {
        for (ListSpec.Hidden one : hidden) {
            if (row.path(one.field()).asString("").equals(one.value())) {
                return false;
            }
        }
        for (Predicate<JsonNode> one : all) {
            if (!one.test(row)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the fields asked by are such as large lists may be asked by. */
    boolean efficient() {
        ListSpec.Efficient efficient = list.efficient();
        return where == null
                || efficient == null
                || where.comparisons().stream().allMatch(efficient::filters);
    }

    /** The ranges of dates that all records asked for lie in, and the states they are in; null when all may be. */
    @Nullable
    Predicate<JsonNode> narrowed() {
        List<Predicate<JsonNode>> by = new ArrayList<>(days);
        if (where != null) {
            where.comparisons().stream()
                    .filter(one -> one.field().equals("Date") && !one.alternative())
                    .filter(one -> one.kind() != Where.Kind.OTHER)
                    .map(Where.Comparison::test)
                    .forEach(by::add);
        }
        if (statuses != null) {
            by.add(row -> statuses.contains(row.path("Status").asString("").toLowerCase(Locale.ROOT)));
        }
        return by.stream().reduce(Predicate::and).orElse(null);
    }

    /** The ids asked for, where only these are. */
    @Nullable
    List<String> ids() {
        String ids = request.parameter("IDs").orElse("");
        return ids.isEmpty() || !list.filters().containsKey("IDs") ? null : List.of(ids.split(","));
    }

    /** The moment of If-Modified-Since in whole seconds; null when there is none that can be read. */
    @Nullable
    Instant since(boolean inclusive) {
        String header = list.since() ? request.header("if-modified-since").orElse("") : "";
        Instant since = header.isEmpty() ? null : moment(header);
        return since == null || inclusive ? since : since.plusSeconds(1);
    }

    /** UTC where no offset is given, as HTTP's own dates are; a malformed one is ignored, as the real API does. */
    private static @Nullable Instant moment(String header) {
        for (DateTimeFormatter form : List.of(DateTimeFormatter.ISO_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME)) {
            try {
                TemporalAccessor parsed = form.parseBest(header, OffsetDateTime::from, LocalDateTime::from);
                Instant instant = parsed instanceof OffsetDateTime exact
                        ? exact.toInstant()
                        : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
                return instant.truncatedTo(ChronoUnit.SECONDS);
            } catch (DateTimeParseException anotherForm) {
                continue;
            }
        }
        return null;
    }

    /** Puts the records into an order other than that of their last change. */
    static final class Order {
        private final List<Field> fields = new ArrayList<>();
        private final List<Boolean> down = new ArrayList<>();

        Order(String clause) {
            for (String part : clause.split(",")) {
                String[] words = part.trim().split("\\s+");
                boolean falls =
                        words.length > 1 && words[1].toUpperCase(Locale.ROOT).startsWith("DESC");
                if (words.length > 2 || words[0].isEmpty() || !Character.isUpperCase(words[0].charAt(0))) {
                    throw new Where.Unreadable("No property or field '" + part.trim() + "' exists");
                }
                fields.add(new Field(List.of(words[0].split("\\."))));
                down.add(falls);
            }
        }

        boolean efficient(ListSpec list) {
            ListSpec.Efficient efficient = list.efficient();
            return efficient == null
                    || fields.stream().allMatch(field -> efficient.sorts(String.join(".", field.path())));
        }

        int compare(JsonNode one, JsonNode other) {
            for (int i = 0; i < fields.size(); i++) {
                int order = fields.get(i).compare(one, fields.get(i).value(other));
                if (order != 0) {
                    return down.get(i) ? -Integer.signum(order) : order;
                }
            }
            return 0;
        }
    }

    /** The order asked for; null for the default, by last change. Accounts were seen in the order of their codes. */
    @Nullable
    Order order() {
        String clause = request.parameter("order").orElse("").trim();
        if (clause.isEmpty() && list.path().equals("Accounts")) {
            return new Order("Code");
        }
        boolean usual = clause.isEmpty() || clause.matches("(?i)UpdatedDateUTC( ASC)?");
        return usual ? null : new Order(clause);
    }

    /** As it is kept, for whoever needs a record in memory. */
    static JsonNode parsed(Shelf shelf, Shelf.Seen seen) {
        StringBuilder out = new StringBuilder(2048);
        shelf.write(seen, out);
        return Shelf.JSON.readTree(out.toString());
    }
}
