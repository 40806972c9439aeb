package io.ledgersync.qbo.walk;

import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** The number in the answer to a count. */
public final class QueryCount {
    private QueryCount() {}

    /** The count that a query's response holds, if it holds one. */
    public static OptionalLong of(JsonNode queryResponse) {
        JsonNode count = queryResponse.path("totalCount");
        if (count.isIntegralNumber()) {
            return OptionalLong.of(count.longValue());
        }
        String text = count.asString("");
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** The count of an answer, which is none without it. */
    static long in(JsonNode queryResponse) {
        return of(queryResponse)
                .orElseThrow(() -> new IllegalStateException("a count without a number was taken for an answer"));
    }
}
