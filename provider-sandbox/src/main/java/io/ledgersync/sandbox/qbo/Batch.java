package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Organisation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several questions in one call; each is answered or refused for itself. */
final class Batch {
    private static final int MOST_ITEMS = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Changes changes;
    private final boolean capPerBatch;

    /** @param capPerBatch whether a thousand objects are the most of a whole batch; unconfirmed of the real one */
    Batch(Changes changes, boolean capPerBatch) {
        this.changes = changes;
        this.capPerBatch = capPerBatch;
    }

    /** Writes the answers; answers how many objects they hold. */
    int answer(Organisation company, byte[] body, StringBuilder out) throws Envelope.Refused {
        JsonNode items = items(body);
        out.append("\"BatchItemResponse\":[");
        int rows = 0;
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            out.append(i == 0 ? "{" : ",{");
            int begun = out.length();
            int room = capPerBatch ? QboApi.MOST_OBJECTS - rows : QboApi.MOST_OBJECTS;
            try {
                rows += item(company, item, room, out);
            } catch (Envelope.Refused refused) {
                out.setLength(begun);
                out.append(refused.json());
            }
            out.append(",\"bId\":")
                    .append(JSON.writeValueAsString(item.path("bId").asString("")))
                    .append('}');
        }
        out.append(']');
        return rows;
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
            return Listing.query(company, item.path("Query").asString(""), room, out);
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
