package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.HighVolume;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.Ties;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers a question to one of the lists, in the order of last change unless another is asked for. */
final class ListAnswer {
    private static final int DEFAULT_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int MOST_IDS = 52;
    /** What a summary on demand leaves out besides the lines. */
    private static final List<String> ON_DEMAND = List.of(
            "Payments",
            "HasAttachments",
            "LineItems",
            "CISDeduction",
            "Addresses",
            "Balances",
            "ContactGroups",
            "ContactPersons",
            "IsCustomer",
            "IsSupplier");

    private static final Set<String> PRICED =
            Set.of("Invoice", "CreditNote", "BankTransaction", "Prepayment", "Overpayment", "Item");

    private final Envelope envelope;
    private final ListSpec list;
    private final Organisation books;
    private final Shelf shelf;
    private final Request request;
    private final Filters filters;
    private final @Nullable Instant since;
    private final boolean brief;
    private final boolean paged;
    private final Ties ties;

    ListAnswer(
            Envelope envelope, ListSpec list, Organisation books, Request request, XeroReadings readings, Ties ties) {
        this.envelope = envelope;
        this.list = list;
        this.books = books;
        this.shelf = books.shelf(list.sourceType());
        this.request = request;
        this.ties = ties;
        this.filters = new Filters(list, request, readings.hidden());
        this.since = filters.since(readings.inclusiveEdge());
        this.brief = request.parameter("summaryOnly").orElse("").equalsIgnoreCase("true");
        this.paged = list.paging() == ListSpec.Paging.BARE
                || list.paging() == ListSpec.Paging.FULL
                        && (brief
                                || request.parameter("page").isPresent()
                                || request.parameter("Statuses").isPresent());
    }

    Response answer() {
        List<String> ids = filters.ids();
        if (ids != null && ids.size() > MOST_IDS) {
            return Envelope.notFound();
        }
        Filters.Order order = filters.order();
        if (list.efficient() != null && tooLarge(order)) {
            return Envelope.inefficient(list.path());
        }
        if (ids == null && filters.none() && order == null) {
            return window();
        }
        return chosen(ids, order);
    }

    /** Whether it is a question that an organisation with so many records may not be asked. */
    private boolean tooLarge(Filters.@Nullable Order order) {
        HighVolume limit = books.highVolume();
        if (!limit.tooMany(shelf.countUpdatedSince(since))) {
            return false;
        }
        boolean efficient = filters.efficient() && (order == null || order.efficient(list));
        return !paged || !efficient || limit.pagesToo() && limit.tooMany(inTheirDatesAndStates());
    }

    /** What has to be looked through: dates and states are what the real list has an index of. */
    private int inTheirDatesAndStates() {
        Predicate<JsonNode> narrowed = filters.narrowed();
        return narrowed == null
                ? shelf.countUpdatedSince(since)
                : (int) rows().filter(seen -> filters.mayMatch(shelf, seen))
                        .filter(seen -> narrowed.test(Filters.parsed(shelf, seen)))
                        .count();
    }

    /** All rows, in the order of their last change. */
    private Stream<Shelf.Seen> rows() {
        Stream<Shelf.Seen> rows = shelf.updatedSince(since, 0, Integer.MAX_VALUE).stream();
        return list.tied() ? rows : ties.broken(rows, shelf::updated, shelf::id);
    }

    private int page() {
        return Math.max(1, number("page", 1));
    }

    private int size() {
        boolean heeded = list.paging() == ListSpec.Paging.FULL
                && request.parameter("page").isPresent();
        int asked = heeded ? number("pageSize", DEFAULT_PAGE) : DEFAULT_PAGE;
        return Math.max(1, Math.min(LARGEST_PAGE, asked));
    }

    private int number(String parameter, int otherwise) {
        try {
            return request.parameter(parameter)
                    .map(text -> Integer.parseInt(text.trim()))
                    .orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** All records or a page of them, none looked at that is not shown. */
    private Response window() {
        int from = paged ? (int) Math.min(Integer.MAX_VALUE, (page() - 1L) * size()) : 0;
        int most = paged ? size() : Integer.MAX_VALUE;
        List<Shelf.Seen> rows = list.tied()
                ? shelf.updatedSince(since, from, most)
                : rows().skip(from).limit(most).toList();
        StringBuilder out = begin(paged ? shelf.countUpdatedSince(since) : 0);
        boolean whole = (paged || list.paging() == ListSpec.Paging.NONE) && !brief && (exact() || !priced());
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "" : ",");
            if (whole) {
                shelf.write(rows.get(i), out);
            } else {
                out.append(shown(Filters.parsed(shelf, rows.get(i))));
            }
        }
        return Response.json(200, out.append("]}")).withRows(rows.size());
    }

    private Response chosen(@Nullable List<String> ids, Filters.@Nullable Order order) {
        List<JsonNode> rows = new ArrayList<>();
        if (ids != null) {
            for (String id : ids) {
                JsonNode row = shelf.find(id.trim());
                if (row != null && filters.matches(row)) {
                    rows.add(row);
                }
            }
        } else {
            rows().filter(seen -> filters.mayMatch(shelf, seen))
                    .map(seen -> Filters.parsed(shelf, seen))
                    .filter(filters::matches)
                    .forEach(rows::add);
        }
        if (order != null) {
            rows.sort(order::compare);
        }
        int from = paged ? (int) Math.min(rows.size(), (page() - 1L) * size()) : 0;
        List<JsonNode> shown = paged ? rows.subList(from, Math.min(rows.size(), from + size())) : rows;
        StringBuilder out = begin(rows.size());
        for (int i = 0; i < shown.size(); i++) {
            out.append(i == 0 ? "" : ",").append(shown(shown.get(i)));
        }
        return Response.json(200, out.append("]}")).withRows(shown.size());
    }

    private StringBuilder begin(int count) {
        StringBuilder out = envelope.head();
        if (paged && list.paging() == ListSpec.Paging.FULL) {
            out.append(Envelope.pagination(page(), size(), count));
        }
        return out.append('"').append(list.path()).append("\":[");
    }

    /** A record of a question for one. */
    Response one(String id) {
        ObjectNode row = shelf.find(id);
        return row == null
                ? Envelope.notFound()
                : envelope.rows(list.path(), List.of(rounded(row).toString()));
    }

    private boolean exact() {
        return request.parameter("unitdp").orElse("").equals("4");
    }

    /** Whether its records have unit prices. */
    private boolean priced() {
        return PRICED.contains(list.sourceType());
    }

    private JsonNode shown(JsonNode row) {
        ObjectNode shown = rounded((ObjectNode) row);
        if (brief) {
            shown.remove(ON_DEMAND);
        } else if (!paged && list.paging() == ListSpec.Paging.FULL) {
            list.summary().forEach(name -> {
                if (shown.path(name).isArray()) {
                    shown.putArray(name);
                } else {
                    shown.remove(name);
                }
            });
        }
        return shown;
    }

    /** Unit prices have two places unless four are asked for, where they may be. */
    private ObjectNode rounded(ObjectNode row) {
        if (!exact() && priced()) {
            for (JsonNode line : row.path("LineItems")) {
                round(line, "UnitAmount");
            }
            round(row.path("SalesDetails"), "UnitPrice");
            round(row.path("PurchaseDetails"), "UnitPrice");
        }
        return row;
    }

    private static void round(JsonNode in, String name) {
        BigDecimal price = in.path(name).isNumber() ? in.path(name).decimalValue() : null;
        if (price != null && price.scale() > 2 && in instanceof ObjectNode object) {
            object.put(name, price.setScale(2, RoundingMode.HALF_UP));
        }
    }
}
