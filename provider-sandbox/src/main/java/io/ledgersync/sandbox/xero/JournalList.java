package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.money.Journals;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The journals: at most a hundred whose numbers come after an offset, oldest first. */
final class JournalList {
    private static final String PATH = "Journals";
    private static final ListSpec SPEC = ListSpec.of(PATH, ListSpec.Paging.NONE, true);
    private static final int MOST = 100;

    private final Envelope envelope;
    private final Shelf shelf;

    JournalList(Envelope envelope, Organisation books) {
        this.envelope = envelope;
        this.shelf = books.shelf("Journal");
    }

    Response after(Request request, XeroReadings readings) {
        Instant since = new Filters(SPEC, request, Set.of()).since(readings.inclusiveEdge());
        int first = before(offset(request.parameter("offset").orElse("0")));
        int older = since == null ? 0 : shelf.count() - shelf.countUpdatedSince(since);
        int from = Math.max(first, older);
        // The same question has the same answer: what is short is so by its place.
        int most = readings.shortJournals() ? 1 + Math.floorMod(from * 0x9E3779B97F4A7C15L >>> 32, MOST) : MOST;
        List<Shelf.Seen> rows = shelf.updatedSince(null, from, most);
        StringBuilder out = envelope.head().append("\"Journals\":[");
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "" : ",");
            shelf.write(rows.get(i), out);
        }
        return Response.json(200, out.append("]}")).withRows(rows.size());
    }

    /** One by its id or number; it does not say which document it is of. */
    Response one(String idOrNumber) {
        ObjectNode row = idOrNumber.matches("\\d{1,9}") ? numbered(Long.parseLong(idOrNumber)) : shelf.find(idOrNumber);
        if (row == null) {
            return Envelope.notFound();
        }
        row.remove(List.of("SourceID", "SourceType"));
        return envelope.rows(PATH, List.of(row.toString()));
    }

    private @Nullable ObjectNode numbered(long number) {
        List<Shelf.Seen> next = shelf.updatedSince(null, before(number - 1), 1);
        JsonNode row = next.isEmpty() ? null : Filters.parsed(shelf, next.get(0));
        return row != null && row.path("JournalNumber").asLong() == number ? (ObjectNode) row : null;
    }

    /** An offset that no journal can have begins at the first again, as the real one was seen to do. */
    private static long offset(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException beyond) {
            return 0;
        }
    }

    /** How many journals have numbers up to the offset. */
    private int before(long offset) {
        int low = 0;
        int high = shelf.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (number(shelf.updatedSince(null, middle, 1).get(0)) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long number(Shelf.Seen seen) {
        return seen.entry() == null || seen.entry().json() == null
                ? Journals.number(seen.index())
                : seen.entry().json().path("JournalNumber").asLong();
    }
}
