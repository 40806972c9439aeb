package io.ledgersync.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A provider's complete answer to one exchange.
 *
 * @param headers names in lower case
 * @param envelope the JSON body with its record arrays left empty; null when the body was not JSON
 * @param rows the records of all record arrays, in the order of the body
 * @param text the first 8 KB of a body that was not a JSON success, else empty
 * @param sentAt when the call was sent, by our clock
 * @param took from sending to the end of the body
 */
public record Reply(
        int status,
        Map<String, String> headers,
        @Nullable JsonNode envelope,
        List<Row> rows,
        String text,
        Instant sentAt,
        Duration took) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
