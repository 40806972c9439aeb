package io.ledgersync.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong within an answer that is otherwise right. */
final class Spoiling {
    private Spoiling() {}

    /** The first record that has this field has another value there. */
    static JsonNode record(JsonNode body, String field, JsonNode value) {
        ObjectNode found = holder(body, field);
        if (found != null) {
            found.set(field, value);
        }
        return body;
    }

    private static @Nullable ObjectNode holder(JsonNode within, String field) {
        for (JsonNode child : within) {
            if (within instanceof ArrayNode && child instanceof ObjectNode record && record.has(field)) {
                return record;
            }
            ObjectNode deeper = holder(child, field);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    /** An item of a QBO batch is a fault, as an item that the provider stumbled over. */
    static JsonNode item(JsonNode body, int item) {
        if (body.path("BatchItemResponse").path(item) instanceof ObjectNode failed) {
            JsonNode bId = failed.path("bId");
            failed.removeAll();
            failed.set("bId", bId);
            failed.putObject("Fault")
                    .put("type", "SystemFault")
                    .putArray("Error")
                    .addObject()
                    .put("Message", "An application error has occurred while processing your request")
                    .put("Detail", "System Failure Error: an item of the batch was not processed")
                    .put("code", "10000");
        }
        return body;
    }
}
