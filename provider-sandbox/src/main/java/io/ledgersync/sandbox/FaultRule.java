package io.ledgersync.sandbox;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the next calls that match.
 *
 * @param target part of the path and query of the calls it strikes, e.g. "/Invoices"
 * @param times how many calls it strikes
 * @param status answered instead; 0 leaves the answer as it is
 * @param delay waited before the answer
 * @param cutAfter the connection is cut after so many bytes of the body; -1 sends all
 */
public record FaultRule(
        String target,
        int times,
        int status,
        Map<String, String> headers,
        @Nullable String body,
        Duration delay,
        int cutAfter) {

    public static FaultRule status(String target, int times, int status, String body) {
        return new FaultRule(target, times, status, Map.of(), body, Duration.ZERO, -1);
    }

    public static FaultRule slow(String target, int times, Duration delay) {
        return new FaultRule(target, times, 0, Map.of(), null, delay, -1);
    }

    public static FaultRule cut(String target, int times, int afterBytes) {
        return new FaultRule(target, times, 0, Map.of(), null, Duration.ZERO, afterBytes);
    }

    public static FaultRule torn(String target, int times) {
        return new FaultRule(
                target, times, 200, Map.of(), "{\"Id\":\"x\",\"Invoices\":[{\"InvoiceID\":", Duration.ZERO, -1);
    }

    FaultRule struck() {
        return new FaultRule(target, times - 1, status, headers, body, delay, cutAfter);
    }
}
