package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.money.Journals;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Accounting API: lists by page or offset, filtered by If-Modified-Since, in the default order. */
public final class XeroApi {
    private static final String BASE = "/xero/api.xro/2.0/";
    private static final int DEFAULT_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int JOURNALS = 100;
    private static final int MOST_IDS = 52;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Map<String, String> PAGED = Map.of(
            "Contacts", "Contact", "Invoices", "Invoice", "Payments", "Payment", "BankTransactions", "BankTransaction");

    private final Map<String, Organisation> organisations;
    private final Authority authority;
    private final boolean inclusiveEdge;
    private final Clock clock;

    /**
     * @param inclusiveEdge whether If-Modified-Since gives rows stamped in that very second; unconfirmed of the real
     *     one
     */
    public XeroApi(Map<String, Organisation> organisations, Authority authority, boolean inclusiveEdge, Clock clock) {
        this.organisations = organisations;
        this.authority = authority;
        this.inclusiveEdge = inclusiveEdge;
        this.clock = clock;
    }

    /** The organisation that a request names and its token opens; otherwise the refusal. */
    public sealed interface Door {
        record Open(Organisation organisation) implements Door {}

        record Shut(Response refusal) implements Door {}
    }

    /** Lets a request in. */
    public Door enter(Request request) {
        String token = request.header("authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
        String tenant = request.header("xero-tenant-id").orElse("");
        Organisation organisation = organisations.get(tenant);
        return switch (authority.check(token, tenant)) {
            case UNKNOWN_TOKEN -> new Door.Shut(gateway(401, "Unauthorized", "AuthenticationUnsuccessful"));
            case EXPIRED ->
                new Door.Shut(gateway(401, "Unauthorized", "TokenExpired: token expired at 04/29/2020 09:22:02")
                        .with("WWW-Authenticate", "Bearer error=invalid_token"));
            case NOT_THIS_ORGANISATION -> new Door.Shut(gateway(403, "Forbidden", "AuthenticationUnsuccessful"));
            case YES ->
                organisation == null
                        ? new Door.Shut(gateway(403, "Forbidden", "AuthenticationUnsuccessful"))
                        : new Door.Open(organisation);
        };
    }

    private static Response gateway(int status, String title, String detail) {
        return Response.json(
                status,
                "{\"Type\":null,\"Title\":\"%s\",\"Status\":%d,\"Detail\":\"%s\",\"Instance\":\"%s\",\"Extensions\":{}}"
                        .formatted(title, status, detail, UUID.randomUUID()));
    }

    /** Answers a list call. */
    public Response answer(Organisation organisation, Request request) {
        String list = request.path().substring(Math.min(request.path().length(), BASE.length()));
        synchronized (organisation) {
            if (list.equals("Organisation")) {
                return organisation(organisation);
            }
            if (list.equals("Accounts")) {
                return list(
                        "Accounts",
                        organisation.shelf("Account"),
                        organisation.shelf("Account").updatedSince(since(request), 0, Integer.MAX_VALUE),
                        null);
            }
            if (list.equals("Journals")) {
                return journals(organisation, request);
            }
            int slash = list.indexOf('/');
            String single = slash < 0 ? null : PAGED.get(list.substring(0, slash));
            if (single != null) {
                return one(list.substring(0, slash), organisation.shelf(single), list.substring(slash + 1));
            }
            String type = PAGED.get(list);
            return type == null
                    ? Response.of(404, "text/html", "<h1>The resource you're looking for cannot be found</h1>")
                    : paged(organisation.shelf(type), list, request);
        }
    }

    private Response organisation(Organisation organisation) {
        ObjectNode row = JSON.createObjectNode()
                .put("Name", organisation.name())
                .put("LegalName", organisation.name() + " Ltd")
                .put("PaysTax", true)
                .put("Version", "UK")
                .put("OrganisationType", "COMPANY")
                .put("BaseCurrency", "GBP")
                .put("CountryCode", "GB")
                .put("IsDemoCompany", true)
                .put("OrganisationStatus", "ACTIVE")
                .put("FinancialYearEndDay", 31)
                .put("FinancialYearEndMonth", 3)
                .put("Timezone", "GMTSTANDARDTIME")
                .put("ShortCode", "!sand")
                .put("Class", "DEMO")
                .put("Edition", "BUSINESS")
                .put("OrganisationID", organisation.id())
                .put("CreatedDateUTC", Formats.xero(io.ledgersync.sandbox.books.Numbers.FIRST));
        return Response.json(
                        200, head().append("\"Organisations\":[").append(row).append("]}"))
                .withRows(1);
    }

    private StringBuilder head() {
        return new StringBuilder(64 * 1024)
                .append("{\"Id\":\"")
                .append(UUID.randomUUID())
                .append("\",\"Status\":\"OK\",\"ProviderName\":\"Ledger Sync\",\"DateTimeUTC\":\"")
                .append("/Date(")
                .append(clock.millis())
                .append(")/\",");
    }

    /** Whole seconds; the row of that second itself is given or not, as configured. */
    private @Nullable Instant since(Request request) {
        Optional<String> header = request.header("if-modified-since");
        if (header.isEmpty()) {
            return null;
        }
        try {
            Instant since = LocalDateTime.parse(header.get()).toInstant(ZoneOffset.UTC);
            return inclusiveEdge ? since : since.plusSeconds(1);
        } catch (DateTimeParseException ignoredByXero) {
            // A malformed header is ignored by the real one too: everything is returned.
            return null;
        }
    }

    private Response one(String list, Shelf shelf, String id) {
        ObjectNode row = shelf.find(id);
        return row == null
                ? Response.of(404, "text/html", "<h1>The resource you're looking for cannot be found</h1>")
                : Response.json(
                                200,
                                head().append('"')
                                        .append(list)
                                        .append("\":[")
                                        .append(row)
                                        .append("]}"))
                        .withRows(1);
    }

    /** Too many ids make the address too long: 404, as the real one answers. */
    private Response byIds(String list, Shelf shelf, List<String> ids) {
        if (ids.size() > MOST_IDS) {
            return Response.of(404, "text/html", "<h1>404 - File or directory not found.</h1>");
        }
        List<ObjectNode> rows =
                ids.stream().map(shelf::find).filter(java.util.Objects::nonNull).toList();
        StringBuilder out = head().append(pagination(1, LARGEST_PAGE, rows.size()))
                .append(",\"")
                .append(list)
                .append("\":[");
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "" : ",").append(rows.get(i));
        }
        return Response.json(200, out.append("]}")).withRows(rows.size());
    }

    private Response paged(Shelf shelf, String list, Request request) {
        if (request.parameter("IDs").isPresent()) {
            return byIds(
                    list, shelf, List.of(request.parameter("IDs").orElse("").split(",")));
        }
        Instant since = since(request);
        boolean archived = request.parameter("includeArchived").orElse("").equalsIgnoreCase("true");
        boolean summaries = request.parameter("page").isEmpty();
        int size = summaries
                ? DEFAULT_PAGE
                : clamp(request.parameter("pageSize").map(XeroApi::number).orElse(DEFAULT_PAGE));
        int page = Math.max(1, request.parameter("page").map(XeroApi::number).orElse(1));
        if (list.equals("Contacts") && !archived) {
            return withoutArchived(shelf, since, page, size);
        }
        List<Shelf.Seen> rows = shelf.updatedSince(since, (page - 1) * size, size);
        String pagination = summaries ? null : pagination(page, size, shelf.countUpdatedSince(since));
        return summaries ? summaries(list, shelf, rows) : list(list, shelf, rows, pagination);
    }

    private Response withoutArchived(Shelf shelf, @Nullable Instant since, int page, int size) {
        List<Shelf.Seen> active = shelf.updatedSince(since, 0, Integer.MAX_VALUE).stream()
                .filter(seen -> !text(shelf, seen).contains("\"ContactStatus\":\"ARCHIVED\""))
                .toList();
        int from = Math.min(active.size(), (page - 1) * size);
        return list(
                "Contacts",
                shelf,
                active.subList(from, Math.min(active.size(), from + size)),
                pagination(page, size, active.size()));
    }

    private static String text(Shelf shelf, Shelf.Seen seen) {
        StringBuilder out = new StringBuilder();
        shelf.write(seen, out);
        return out.toString();
    }

    private Response summaries(String list, Shelf shelf, List<Shelf.Seen> rows) {
        StringBuilder out = head().append('"').append(list).append("\":[");
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = JSON.readTree(text(shelf, rows.get(i)));
            ((ObjectNode) row).remove(List.of("LineItems", "ContactPersons"));
            out.append(i == 0 ? "" : ",").append(row);
        }
        return Response.json(200, out.append("]}")).withRows(rows.size());
    }

    private Response list(String list, Shelf shelf, List<Shelf.Seen> rows, @Nullable String pagination) {
        StringBuilder out = head();
        if (pagination != null) {
            out.append(pagination).append(',');
        }
        out.append('"').append(list).append("\":[");
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            shelf.write(rows.get(i), out);
        }
        return Response.json(200, out.append("]}")).withRows(rows.size());
    }

    private static String pagination(int page, int size, int count) {
        return "\"pagination\":{\"page\":%d,\"pageSize\":%d,\"pageCount\":%d,\"itemCount\":%d}"
                .formatted(page, size, (count + size - 1) / size, count);
    }

    private Response journals(Organisation organisation, Request request) {
        Shelf shelf = organisation.shelf("Journal");
        long offset = request.parameter("offset").map(XeroApi::number).orElse(0);
        List<Shelf.Seen> rows = shelf.updatedSince(null, before(shelf, offset), JOURNALS);
        return list("Journals", shelf, rows, null);
    }

    /** How many journals have numbers up to the offset. */
    private static int before(Shelf shelf, long offset) {
        int low = 0;
        int high = shelf.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Shelf.Seen seen = shelf.updatedSince(null, middle, 1).get(0);
            long number = seen.entry() == null || seen.entry().json() == null
                    ? Journals.number(seen.index())
                    : seen.entry().json().path("JournalNumber").asLong();
            if (number <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static int clamp(int size) {
        return Math.max(1, Math.min(LARGEST_PAGE, size));
    }

    /** GET /connections. */
    public Response connections(Request request) {
        String token = request.header("authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
        if (authority.check(token, null) != Authority.Allowed.YES) {
            return gateway(401, "Unauthorized", "AuthenticationUnsuccessful");
        }
        String consent = request.parameter("authEventId").orElse("");
        StringBuilder out = new StringBuilder("[");
        for (Authority.Connected one : authority.connections(token)) {
            Organisation organisation = organisations.get(one.organisationId());
            if (organisation != null && (consent.isEmpty() || consent.equals(one.consent()))) {
                ObjectNode row = JSON.createObjectNode()
                        .put("id", one.id())
                        .put("authEventId", one.consent())
                        .put("tenantId", one.organisationId())
                        .put("tenantType", "ORGANISATION")
                        .put("tenantName", organisation.name())
                        .put("createdDateUtc", stamp(one.created()))
                        .put("updatedDateUtc", stamp(one.updated()));
                out.append(out.length() == 1 ? "" : ",").append(row);
            }
        }
        return Response.json(200, out.append(']'));
    }

    /** Seven fractional digits and no offset, as the real one writes them. */
    private static String stamp(Instant moment) {
        return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS")
                .format(moment.atOffset(ZoneOffset.UTC));
    }

    /** DELETE /connections/{id}. */
    public Response disconnect(Request request) {
        String token = request.header("authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
        if (authority.check(token, null) != Authority.Allowed.YES) {
            return gateway(401, "Unauthorized", "AuthenticationUnsuccessful");
        }
        String id = request.path().substring(request.path().lastIndexOf('/') + 1);
        return Response.empty(authority.disconnect(token, id) ? 204 : 404);
    }
}
