package io.ledgersync.kit;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A successful answer to one question.
 *
 * @param envelope the part of the body that answers this question, record arrays left empty
 * @param rows its records, in order
 * @param askedAt the provider's own clock when the question was sent (Xero: Date header less the call's duration; QBO:
 *     "time")
 * @param overflowing the exchange held as many objects as the provider gives at most, so a short list proves nothing
 */
public record Answer(JsonNode envelope, List<Row> rows, Instant askedAt, boolean overflowing) implements Outcome {}
