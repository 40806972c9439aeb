package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.http.Response;
import java.time.Clock;
import java.util.UUID;

/** What every answer of the API is wrapped in. */
final class Envelope {
    private final Clock clock;

    Envelope(Clock clock) {
        this.clock = clock;
    }

    /** The beginning of an answer, up to its first list. */
    StringBuilder head() {
        return new StringBuilder(64 * 1024)
                .append("{\"Id\":\"")
                .append(UUID.randomUUID())
                .append("\",\"Status\":\"OK\",\"ProviderName\":\"Ledger Sync\",\"DateTimeUTC\":\"/Date(")
                .append(clock.millis())
                .append(")/\",");
    }

    static String pagination(int page, int size, int count) {
        return "\"pagination\":{\"page\":%d,\"pageSize\":%d,\"pageCount\":%d,\"itemCount\":%d},"
                .formatted(page, size, (count + size - 1) / size, count);
    }

    /** A single record, or some few. */
    Response rows(String list, Iterable<? extends CharSequence> rows) {
        StringBuilder out = head().append('"').append(list).append("\":[");
        int count = 0;
        for (CharSequence row : rows) {
            out.append(count++ == 0 ? "" : ",").append(row);
        }
        return Response.json(200, out.append("]}")).withRows(count);
    }

    /** No such record, no such address, or one that is too long: the real API has the same words for all of them. */
    static Response notFound() {
        return Response.of(404, "text/html", "<h1>The resource you're looking for cannot be found</h1>");
    }

    /** A clause that the API does not understand. */
    static Response unreadable(String message) {
        return error(16, "QueryParseException", message);
    }

    /** A question that a large organisation may not be asked. */
    static Response inefficient(String list) {
        return error(
                10,
                "ValidationException",
                "Your request is not filtering " + list
                        + " efficiently, given the extremely high volume for this organisation.");
    }

    private static Response error(int number, String type, String message) {
        return Response.json(
                400,
                Shelf.JSON
                        .createObjectNode()
                        .put("ErrorNumber", number)
                        .put("Type", type)
                        .put("Message", message)
                        .toString());
    }

    /** What the gateway says before the API is reached, by the id of the call. */
    static Response gateway(int status, String title, String detail) {
        String id = UUID.randomUUID().toString();
        return Response.json(
                        status,
                        "{\"Type\":null,\"Title\":\"%s\",\"Status\":%d,\"Detail\":\"%s\",\"Instance\":\"%s\",\"Extensions\":{}}"
                                .formatted(title, status, detail, id))
                .with("xero-correlation-id", id);
    }
}
