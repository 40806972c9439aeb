package io.ledgersync.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong with the next calls that match.
 *
 * @param target part of the path and query of the calls it strikes, e.g. "/Invoices"
 * @param times how many calls it strikes
 * @param status answered instead; 0 leaves the answer as it is
 * @param delay waited before the answer
 * @param cutAfter the connection is cut after so many bytes of the body; -1 sends all
 * @param spoiling what becomes of the answer's JSON; null leaves it as it is
 */
public record FaultRule(
        String target,
        int times,
        int status,
        Map<String, String> headers,
        @Nullable String body,
        Duration delay,
        int cutAfter,
        @Nullable UnaryOperator<JsonNode> spoiling) {

    public static FaultRule status(String target, int times, int status, String body) {
        return new FaultRule(target, times, status, Map.of(), body, Duration.ZERO, -1, null);
    }

    public static FaultRule slow(String target, int times, Duration delay) {
        return new FaultRule(target, times, 0, Map.of(), null, delay, -1, null);
    }

    public static FaultRule cut(String target, int times, int afterBytes) {
        return new FaultRule(target, times, 0, Map.of(), null, Duration.ZERO, afterBytes, null);
    }

    public static FaultRule torn(String target, int times) {
        return new FaultRule(
                target, times, 200, Map.of(), "{\"Id\":\"x\",\"Invoices\":[{\"InvoiceID\":", Duration.ZERO, -1, null);
    }

    /** One record of an answer says something else in a field than any record should, or may. */
    public static FaultRule oddRecord(String target, int times, String field, JsonNode value) {
        return new FaultRule(
                target, times, 0, Map.of(), null, Duration.ZERO, -1, body -> Spoiling.record(body, field, value));
    }

    /** One item of a QBO batch fails, the others do not; items count from 0. */
    public static FaultRule faultedItem(int times, int item) {
        return new FaultRule("/batch", times, 0, Map.of(), null, Duration.ZERO, -1, body -> Spoiling.item(body, item));
    }

    FaultRule struck() {
        return new FaultRule(target, times - 1, status, headers, body, delay, cutAfter, spoiling);
    }
}
