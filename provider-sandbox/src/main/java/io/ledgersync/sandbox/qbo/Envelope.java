package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.qbo.query.QueryRefused;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the service and the gateway before it wrap around answers and refusals. */
final class Envelope {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String GATEWAY =
            "{\"warnings\":null,\"intuitObject\":null,\"fault\":{\"error\":[{\"message\":\"message=%s; errorCode=%s; statusCode=%d\",\"detail\":%s,\"code\":\"%s\",\"element\":null}],\"type\":\"%s\"},\"report\":null,\"queryResponse\":null,\"batchItemResponse\":[],\"attachableResponse\":[],\"syncErrorResponse\":null,\"requestId\":null,\"time\":%d,\"status\":null,\"cdcresponse\":[]}";

    private final Clock clock;

    Envelope(Clock clock) {
        this.clock = clock;
    }

    /** A call that the service refuses. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String message;
        private final String code;
        private final int status;

        Refused(int status, String code, String message, String detail) {
            super(detail);
            this.status = status;
            this.code = code;
            this.message = message;
        }

        static Refused query(QueryRefused refused) {
            return new Refused(400, refused.code(), refused.title(), String.valueOf(refused.getMessage()));
        }

        static Refused unsupported(String detail) {
            return new Refused(400, "500", "Unsupported Operation", detail);
        }

        /** The fault as a member of an answer. */
        String json() {
            ObjectNode fault = JSON.createObjectNode();
            fault.putArray("Error")
                    .addObject()
                    .put("Message", message)
                    .put("Detail", getMessage())
                    .put("code", code)
                    .put("element", "");
            return "\"Fault\":" + fault.put("type", "ValidationFault");
        }
    }

    Response refusal(Refused refused) {
        return Response.json(refused.status, "{" + refused.json() + "," + time() + "}");
    }

    /** An answer: its open object gets the moment and is closed. */
    Response answer(StringBuilder open, int rows) {
        return Response.json(200, open.append(',').append(time()).append('}')).withRows(rows);
    }

    private String time() {
        return "\"time\":\"" + Formats.qboMillis(clock.instant()) + "\"";
    }

    /** What the gateway says, in its own lower-case envelope. */
    Response gateway(int status, String message, String code, @Nullable String detail, String type) {
        String shown = detail == null ? "null" : "\"" + detail + "\"";
        return Response.json(
                status, GATEWAY.formatted(message, code, status, shown, code.substring(2), type, clock.millis()));
    }
}
