package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.Ties;
import io.ledgersync.sandbox.books.qbo.QboBooks;
import io.ledgersync.sandbox.qbo.query.Entities;
import io.ledgersync.sandbox.qbo.query.QueryRefused;
import io.ledgersync.sandbox.qbo.query.Search;
import io.ledgersync.sandbox.qbo.query.Select;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Answers queries, and reads single objects. */
final class Listing {
    private final Supplier<QboReadings> readings;
    private final AtomicLong questions = new AtomicLong();

    Listing(Supplier<QboReadings> readings) {
        this.readings = readings;
    }

    /** Writes the answer of a query, of so many objects at most; answers how many they are. */
    int query(Organisation company, String query, int room, StringBuilder out) throws Envelope.Refused {
        QboReadings now = readings.get();
        Select select;
        try {
            select = Select.parse(query, now.bareZone());
        } catch (QueryRefused refused) {
            throw Envelope.Refused.query(refused);
        }
        Shelf shelf = QboBooks.shelf(company, select.entity().sourceType());
        Search search = new Search(select, shelf, now.stableTies() ? null : new Ties(questions.incrementAndGet()));
        out.append("\"QueryResponse\":{");
        if (select.count()) {
            out.append("\"totalCount\":").append(search.count()).append('}');
            return 0;
        }
        List<Shelf.Seen> page = search.page(room);
        if (!page.isEmpty()) {
            out.append('"').append(select.entity().key()).append("\":[");
            write(shelf, page, out);
            out.append("],\"startPosition\":")
                    .append(select.startPosition())
                    .append(",\"maxResults\":")
                    .append(page.size());
            if (select.entity().counted()) {
                out.append(",\"totalCount\":").append(search.count());
            }
        }
        out.append('}');
        return page.size();
    }

    static void write(Shelf shelf, List<Shelf.Seen> rows, StringBuilder out) {
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "" : ",");
            shelf.write(rows.get(i), out);
        }
    }

    /** Writes one object. */
    static void one(Organisation company, Entities entity, String id, StringBuilder out) throws Envelope.Refused {
        JsonNode found = QboBooks.shelf(company, entity.sourceType()).find(id);
        if (found == null) {
            throw new Envelope.Refused(
                    400,
                    "610",
                    "Object Not Found",
                    "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.");
        }
        out.append('"').append(entity.key()).append("\":").append(found);
    }
}
