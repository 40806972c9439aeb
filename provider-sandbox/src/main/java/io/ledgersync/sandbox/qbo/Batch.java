package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Organisation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several questions in one call; each is answered or refused for itself. */
final class Batch {
    private static final int MOST_ITEMS = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Listing listing;
    private final Changes changes;
    private final Supplier<QboReadings> readings;
    private final AtomicLong shuffles = new AtomicLong();

    Batch(Listing listing, Changes changes, Supplier<QboReadings> readings) {
        this.listing = listing;
        this.changes = changes;
        this.readings = readings;
    }

    /** Writes the answers; answers how many objects they hold. */
    int answer(Organisation company, byte[] body, StringBuilder out) throws Envelope.Refused {
        JsonNode items = items(body);
        List<String> answers = new ArrayList<>();
        int rows = 0;
        for (JsonNode item : items) {
            StringBuilder answer = new StringBuilder();
            int room = readings.get().capPerBatch() ? QboApi.MOST_OBJECTS - rows : QboApi.MOST_OBJECTS;
            try {
                rows += item(company, item, room, answer);
            } catch (Envelope.Refused refused) {
                answer.setLength(0);
                answer.append(refused.json());
            }
            answers.add("{" + answer + ",\"bId\":"
                    + JSON.writeValueAsString(item.path("bId").asString("")) + "}");
        }
        if (readings.get().shuffledBatches()) {
            Collections.shuffle(answers, new Random(shuffles.incrementAndGet()));
        }
        out.append("\"BatchItemResponse\":[").append(String.join(",", answers)).append(']');
        return rows;
    }

    /** As how many calls a batch may count. */
    static int size(byte[] body) {
        try {
            return Math.max(1, items(body).size());
        } catch (Envelope.Refused unreadable) {
            return 1;
        }
    }

    private static JsonNode items(byte[] body) throws Envelope.Refused {
        try {
            JsonNode items = JSON.readTree(body).path("BatchItemRequest");
            if (items.size() > MOST_ITEMS) {
                throw new Envelope.Refused(
                        400, "1040", "The maximum number of batch items is exceeded", items.size() + " items");
            }
            return items;
        } catch (JacksonException notJson) {
            throw new Envelope.Refused(
                    400, "2010", "Request has invalid or unsupported property", "the body is not JSON");
        }
    }

    private int item(Organisation company, JsonNode item, int room, StringBuilder out) throws Envelope.Refused {
        if (item.has("Query")) {
            return listing.query(company, item.path("Query").asString(""), room, out);
        }
        if (item.has("CDCQuery")) {
            JsonNode asked = item.path("CDCQuery");
            return changes.changes(
                    company,
                    asked.path("Entities").asString(""),
                    asked.path("ChangedSince").asString(""),
                    room,
                    out);
        }
        throw Envelope.Refused.unsupported("Operation " + item.path("operation").asString("(none)")
                + " is not supported: these books are only read.");
    }
}
