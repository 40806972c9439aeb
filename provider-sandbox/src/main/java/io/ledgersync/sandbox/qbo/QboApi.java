package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Accounting API v3: query, batch and change data capture. */
public final class QboApi {
    private static final int MOST_OBJECTS = 1000;
    private static final int MOST_BATCH_ITEMS = 30;
    private static final Duration LOOK_BACK = Duration.ofDays(30);
    private static final Set<String> NAME_LISTS = Set.of("Account", "Customer", "Vendor", "Item");
    private static final Set<String> KNOWN = Set.of(
            "CompanyInfo", "Account", "Customer", "Vendor", "Item", "Invoice", "Payment", "Purchase", "JournalEntry");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Organisation> companies;
    private final Authority authority;
    private final boolean capPerBatch;
    private final Clock clock;

    /**
     * @param capPerBatch whether a whole batch holds 1,000 objects at most, or each item; unconfirmed of the real one
     */
    public QboApi(Map<String, Organisation> companies, Authority authority, boolean capPerBatch, Clock clock) {
        this.companies = companies;
        this.authority = authority;
        this.capPerBatch = capPerBatch;
        this.clock = clock;
    }

    /** The company that a request names and its token opens; otherwise the refusal. */
    public sealed interface Door {
        record Open(Organisation company, String call) implements Door {}

        record Shut(Response refusal) implements Door {}
    }

    /** Lets a request in: {@code /qbo/v3/company/{realmId}/{call}}. */
    public Door enter(Request request) {
        String[] parts = request.path().split("/", -1);
        String realm = parts.length > 4 ? parts[4] : "";
        String token = request.header("authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
        Organisation company = companies.get(realm);
        return switch (authority.check(token, realm)) {
            case UNKNOWN_TOKEN ->
                new Door.Shut(gateway(
                        401,
                        "AuthenticationFailed",
                        "003200",
                        "Malformed bearer token: too short or too long",
                        "AUTHENTICATION"));
            case EXPIRED ->
                new Door.Shut(gateway(401, "AuthenticationFailed", "003200", "Token expired", "AUTHENTICATION"));
            case NOT_THIS_ORGANISATION ->
                new Door.Shut(gateway(403, "ApplicationAuthorizationFailed", "003100", "", "SERVICE"));
            case YES ->
                company == null
                        ? new Door.Shut(gateway(403, "ApplicationAuthorizationFailed", "003100", "", "SERVICE"))
                        : new Door.Open(company, parts.length > 5 ? parts[5] : "");
        };
    }

    private Response gateway(int status, String message, String code, String detail, String type) {
        String shown = detail.isEmpty() ? "null" : "\"" + detail + "\"";
        return Response.json(
                status,
                "{\"warnings\":null,\"intuitObject\":null,\"fault\":{\"error\":[{\"message\":\"message=%s; errorCode=%s; statusCode=%d\",\"detail\":%s,\"code\":\"%s\",\"element\":null}],\"type\":\"%s\"},\"report\":null,\"queryResponse\":null,\"batchItemResponse\":[],\"attachableResponse\":[],\"syncErrorResponse\":null,\"requestId\":null,\"time\":%d,\"status\":null,\"cdcresponse\":[]}"
                        .formatted(message, code, status, shown, code.substring(2), type, clock.millis()));
    }

    /** Answers a call. */
    public Response answer(Organisation company, String call, Request request) {
        synchronized (company) {
            try {
                return switch (call) {
                    case "query" ->
                        query(
                                company,
                                request.method().equals("POST")
                                        ? request.text()
                                        : request.parameter("query").orElse(""));
                    case "batch" -> batch(company, request);
                    case "cdc" -> cdc(company, request);
                    case "companyinfo" ->
                        Response.json(200, "{\"CompanyInfo\":" + companyInfo(company) + "," + time() + "}")
                                .withRows(1);
                    default ->
                        fault(
                                400,
                                "Unsupported Operation",
                                "Operation " + call + " is not supported.",
                                "500",
                                "ValidationFault");
                };
            } catch (Select.Refused refused) {
                return fault(400, "Error parsing query", refused.getMessage(), refused.code(), "ValidationFault");
            } catch (JacksonException notJson) {
                return fault(
                        400,
                        "Request has invalid or unsupported property",
                        "the body is not JSON",
                        "2010",
                        "ValidationFault");
            }
        }
    }

    private String time() {
        return "\"time\":\"" + Formats.qboMillis(clock.instant()) + "\"";
    }

    private static String faultJson(String message, @Nullable String detail, String code, String type) {
        ObjectNode fault = JSON.createObjectNode();
        fault.putArray("Error")
                .addObject()
                .put("Message", message)
                .put("Detail", detail)
                .put("code", code)
                .put("element", "");
        return "\"Fault\":" + fault.put("type", type);
    }

    private Response fault(int status, String message, @Nullable String detail, String code, String type) {
        return Response.json(status, "{" + faultJson(message, detail, code, type) + "," + time() + "}");
    }

    private Response query(Organisation company, String query) throws Select.Refused {
        StringBuilder out = new StringBuilder(64 * 1024).append('{');
        int rows = queryResponse(company, query, MOST_OBJECTS, out);
        return Response.json(200, out.append(',').append(time()).append('}')).withRows(rows);
    }

    private int queryResponse(Organisation company, String query, int most, StringBuilder out) throws Select.Refused {
        Select select = Select.parse(query);
        String entity = KNOWN.stream()
                .filter(known -> known.equalsIgnoreCase(select.entity()))
                .findFirst()
                .orElse(select.entity());
        if (!KNOWN.contains(entity) && !company.has(entity)) {
            throw new Select.Refused("4000", "QueryParserError: Invalid context declaration: " + select.entity());
        }
        out.append("\"QueryResponse\":{");
        if (entity.equals("CompanyInfo")) {
            out.append("\"CompanyInfo\":[")
                    .append(companyInfo(company))
                    .append("],\"startPosition\":1,\"maxResults\":1}");
            return 1;
        }
        Shelf shelf = company.shelf(entity);
        List<Shelf.Seen> found = found(shelf, entity, select);
        if (select.count()) {
            out.append("\"totalCount\":").append(found.size()).append('}');
            return 0;
        }
        int from = Math.min(found.size(), select.startPosition() - 1);
        List<Shelf.Seen> page = found.subList(from, Math.min(found.size(), from + Math.min(most, select.maxResults())));
        if (!page.isEmpty()) {
            out.append('"').append(entity).append("\":[");
            write(shelf, page, out);
            out.append("],\"startPosition\":")
                    .append(select.startPosition())
                    .append(",\"maxResults\":")
                    .append(page.size());
        }
        out.append('}');
        return page.size();
    }

    private static List<Shelf.Seen> found(Shelf shelf, String entity, Select select) {
        boolean activeOnly = NAME_LISTS.contains(entity) && select.active() == null;
        List<Shelf.Seen> found = shelf.byCreation(select.createdFrom(), select.createdBefore(), activeOnly, seen -> {
            boolean updated = (select.updatedFrom() == null
                            || !shelf.updated(seen).isBefore(select.updatedFrom()))
                    && (select.updatedBefore() == null || shelf.updated(seen).isBefore(select.updatedBefore()));
            boolean active = select.active() == null || select.active().contains(shelf.isActive(seen));
            return updated && active && (select.ids() == null || select.ids().contains(shelf.id(seen)));
        });
        String order = select.orderBy();
        if (order == null || order.equals("metadata.lastupdatedtime")) {
            // Without an order the newest change comes first.
            Comparator<Shelf.Seen> byUpdate = Comparator.comparing(shelf::updated);
            found.sort(order == null || select.descending() ? byUpdate.reversed() : byUpdate);
        } else if (select.descending()) {
            java.util.Collections.reverse(found);
        }
        return found;
    }

    private static void write(Shelf shelf, List<Shelf.Seen> rows, StringBuilder out) {
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            shelf.write(rows.get(i), out);
        }
    }

    private static ObjectNode companyInfo(Organisation company) {
        ObjectNode info = JSON.createObjectNode()
                .put("CompanyName", company.name())
                .put("LegalName", company.name() + " Inc.")
                .put("CompanyStartDate", "2024-01-01")
                .put("FiscalYearStartMonth", "January")
                .put("Country", "US")
                .put("SupportedLanguages", "en")
                .put("domain", "QBO")
                .put("sparse", false)
                .put("Id", "1")
                .put("SyncToken", "4");
        String made = Formats.qbo(io.ledgersync.sandbox.books.Numbers.FIRST);
        info.putObject("MetaData").put("CreateTime", made).put("LastUpdatedTime", made);
        return info;
    }

    private Response batch(Organisation company, Request request) {
        JsonNode items = JSON.readTree(request.body()).path("BatchItemRequest");
        if (items.size() > MOST_BATCH_ITEMS) {
            return fault(
                    400,
                    "The maximum number of batch items is exceeded",
                    items.size() + " items",
                    "1040",
                    "ValidationFault");
        }
        StringBuilder out = new StringBuilder(64 * 1024).append("{\"BatchItemResponse\":[");
        int rows = 0;
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            out.append(i == 0 ? "{" : ",{");
            int room = capPerBatch ? MOST_OBJECTS - rows : MOST_OBJECTS;
            int begun = out.length();
            try {
                rows += queryResponse(company, item.path("Query").asString(""), room, out);
            } catch (Select.Refused refused) {
                out.setLength(begun);
                out.append(faultJson("Error parsing query", refused.getMessage(), refused.code(), "ValidationFault"));
            }
            out.append(",\"bId\":")
                    .append(JSON.writeValueAsString(item.path("bId").asString("")))
                    .append('}');
        }
        return Response.json(200, out.append("],").append(time()).append('}')).withRows(rows);
    }

    private Response cdc(Organisation company, Request request) throws Select.Refused {
        String text = request.parameter("changedSince").orElse("");
        Instant since = Select.moment(text);
        if (since.isBefore(clock.instant().minus(LOOK_BACK))) {
            return fault(
                    400,
                    "Unsupported Operation",
                    "Operation cdc with changedSince date " + text
                            + " which is older than fixed days is not supported.",
                    "500",
                    "ValidationFault");
        }
        StringBuilder out = new StringBuilder(64 * 1024).append("{\"CDCResponse\":[{\"QueryResponse\":[");
        int rows = 0;
        boolean first = true;
        for (String entity : List.of(request.parameter("entities").orElse("").split(","))) {
            out.append(first ? "" : ",");
            first = false;
            rows += entity.equals("CompanyInfo")
                    ? appendEmpty(out)
                    : changes(company.shelf(entity), entity, since, MOST_OBJECTS - rows, out);
        }
        return Response.json(200, out.append("]}],").append(time()).append('}')).withRows(rows);
    }

    private static int appendEmpty(StringBuilder out) {
        out.append("{}");
        return 0;
    }

    /** Active ones by their last change, deleted ones after them, so that an overflow cuts the deleted ones first. */
    private static int changes(Shelf shelf, String entity, Instant since, int room, StringBuilder out) {
        List<Shelf.Seen> changed = shelf.updatedSince(since, 0, Math.max(0, room));
        List<Entry> gone = new ArrayList<>(shelf.goneSince(since));
        List<Entry> shown = gone.subList(0, Math.max(0, Math.min(gone.size(), room - changed.size())));
        if (changed.isEmpty() && shown.isEmpty()) {
            return appendEmpty(out);
        }
        out.append("{\"").append(entity).append("\":[");
        write(shelf, changed, out);
        for (int i = 0; i < shown.size(); i++) {
            out.append(changed.isEmpty() && i == 0 ? "" : ",")
                    .append("{\"domain\":\"QBO\",\"status\":\"Deleted\",\"Id\":\"")
                    .append(shown.get(i).id())
                    .append("\",\"MetaData\":{\"LastUpdatedTime\":\"")
                    .append(Formats.qbo(shown.get(i).updated()))
                    .append("\"}}");
        }
        int rows = changed.size() + shown.size();
        out.append("],\"startPosition\":1,\"maxResults\":").append(rows).append('}');
        return rows;
    }
}
