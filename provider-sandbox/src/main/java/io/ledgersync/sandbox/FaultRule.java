package io.ledgersync.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong with the next calls that match.
 *
 * @param target part of the path and query of the calls it strikes, e.g. "/Invoices"
 * @param within part of the body of the calls it strikes, e.g. one query of a batch; empty for any
 * @param times how many calls it strikes
 * @param status answered instead; 0 leaves the answer as it is
 * @param headers of that answer, or over those of the right one; limits that they name are not said again
 * @param delay waited before the answer
 * @param breaking how the sending of the answer breaks
 * @param spoiling what becomes of the answer's JSON; null leaves it as it is
 */
public record FaultRule(
        String target,
        String within,
        int times,
        int status,
        Map<String, String> headers,
        @Nullable String body,
        Duration delay,
        Breaking breaking,
        @Nullable UnaryOperator<JsonNode> spoiling) {

    /**
     * How the sending of an answer breaks.
     *
     * @param afterBytes of the body
     * @param stall how long nothing is sent, where it stalls
     */
    public record Breaking(How how, int afterBytes, Duration stall) {
        static final Breaking NOT = new Breaking(How.NOT, -1, Duration.ZERO);

        /** Where it breaks, and whether the connection ends there. */
        public enum How {
            NOT,
            /** The connection is closed in the middle of the body. */
            CUT,
            /** Nothing is sent for a time in the middle of the body, then the rest. */
            STALLED,
            /** The connection is reset, and not one byte was sent. */
            RESET
        }
    }

    private static FaultRule plain(String target, int times) {
        return new FaultRule(target, "", times, 0, Map.of(), null, Duration.ZERO, Breaking.NOT, null);
    }

    public static FaultRule status(String target, int times, int status, String body) {
        return new FaultRule(target, "", times, status, Map.of(), body, Duration.ZERO, Breaking.NOT, null);
    }

    public static FaultRule slow(String target, int times, Duration delay) {
        return new FaultRule(target, "", times, 0, Map.of(), null, delay, Breaking.NOT, null);
    }

    /** The connection is closed after so many bytes of the body, at the latest before its last. */
    public static FaultRule cut(String target, int times, int afterBytes) {
        return plain(target, times).breaking(new Breaking(Breaking.How.CUT, afterBytes, Duration.ZERO));
    }

    /** After so many bytes of the body nothing is sent for a time. */
    public static FaultRule stalled(String target, int times, int afterBytes, Duration time) {
        return plain(target, times).breaking(new Breaking(Breaking.How.STALLED, afterBytes, time));
    }

    /** The connection is reset without an answer. */
    public static FaultRule reset(String target, int times) {
        return plain(target, times).breaking(new Breaking(Breaking.How.RESET, 0, Duration.ZERO));
    }

    /** The JSON ends in the middle of a record, in a body that is whole to HTTP. */
    public static FaultRule torn(String target, int times) {
        return status(target, times, 200, "{\"Id\":\"x\",\"Invoices\":[{\"InvoiceID\":");
    }

    /** A success without a body. */
    public static FaultRule emptyBody(String target, int times) {
        return status(target, times, 200, "");
    }

    /** XML, whatever was asked for. */
    public static FaultRule xmlBody(String target, int times, int status) {
        return status(target, times, status, Canned.XML).with("Content-Type", "application/xml");
    }

    /** A page for people that says that something went wrong. */
    public static FaultRule html500(String target, int times) {
        return status(target, times, 500, Canned.HTML).with("Content-Type", "text/html");
    }

    /** QuickBooks: 200, and a fault inside. */
    public static FaultRule fault200(String target, int times, String code, String message) {
        return status(target, times, 200, Canned.fault(code, message));
    }

    /**
     * Xero: refused for its number; what is left of which limit is added by {@link #with}.
     *
     * @param kind "minute", "day", "concurrent", "appminute"
     * @param retryAfter in seconds; negative to say nothing
     */
    public static FaultRule throttled(String target, int times, String kind, int retryAfter) {
        return retryAfter(status(target, times, 429, "").with("X-Rate-Limit-Problem", kind), retryAfter);
    }

    /**
     * QuickBooks: refused for its number, in XML whatever was asked for.
     *
     * @param retryAfter in seconds; negative to say nothing
     */
    public static FaultRule qboThrottled(String target, int times, int retryAfter) {
        FaultRule refused = status(target, times, 429, Canned.THROTTLED).with("Content-Type", "application/xml");
        return retryAfter(refused, retryAfter);
    }

    private static FaultRule retryAfter(FaultRule rule, int seconds) {
        return seconds < 0 ? rule : rule.with("Retry-After", Integer.toString(seconds));
    }

    /** Xero: the token is good, but not for this; the spelling is Xero's own. */
    public static FaultRule wrongScope(String target, int times) {
        return status(target, times, 401, Canned.gateway(401, "Unauthorized", "AuthorizationUnsuccessful"))
                .with("Content-Type", "application/json")
                .with("WWW-Authenticate", "insufficent_scope");
    }

    /** Xero: the organisation is not connected any more. */
    public static FaultRule disconnected(String target, int times) {
        return status(target, times, 403, Canned.gateway(403, "Forbidden", "AuthenticationUnsuccessful"))
                .with("Content-Type", "application/json");
    }

    /** Xero: the organisation is away for some minutes. */
    public static FaultRule offline(String target, int times) {
        return status(target, times, 503, "The Organisation is offline");
    }

    /** One record of an answer says something else in a field than any record should, or may. */
    public static FaultRule oddRecord(String target, int times, String field, JsonNode value) {
        return plain(target, times).spoiling(body -> Spoiling.record(body, field, value));
    }

    /** One item of a QBO batch fails, the others do not; items count from 0. */
    public static FaultRule faultedItem(int times, int item) {
        return plain("/batch", times).spoiling(body -> Spoiling.item(body, item));
    }

    /** Strikes only calls whose body has this in it. */
    public FaultRule within(String partOfBody) {
        return new FaultRule(target, partOfBody, times, status, headers, body, delay, breaking, spoiling);
    }

    /** With a header more. */
    public FaultRule with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new FaultRule(target, within, times, status, more, body, delay, breaking, spoiling);
    }

    private FaultRule breaking(Breaking how) {
        return new FaultRule(target, within, times, status, headers, body, delay, how, spoiling);
    }

    private FaultRule spoiling(UnaryOperator<JsonNode> how) {
        return new FaultRule(target, within, times, status, headers, body, delay, breaking, how);
    }

    /** After how many bytes the connection is closed; -1 when it is not. */
    public int cutAfter() {
        return breaking.how() == Breaking.How.CUT ? breaking.afterBytes() : -1;
    }

    boolean strikes(String called, String with) {
        return called.contains(target) && with.contains(within);
    }

    FaultRule struck() {
        return new FaultRule(target, within, times - 1, status, headers, body, delay, breaking, spoiling);
    }
}
