package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.http.Response;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of a right answer what a fault leaves of it. */
final class Struck {
    private Struck() {}

    static Response by(@Nullable FaultRule fault, Response answer) {
        if (fault == null) {
            return answer;
        }
        Response struck = answer;
        if (fault.status() != 0) {
            Response instead = Response.of(fault.status(), "text/plain", fault.body() == null ? "" : fault.body());
            // What is wrong with a success is its body alone.
            struck = fault.status() == 200 ? new Response(200, answer.headers(), instead.body(), 0) : instead;
        }
        for (Map.Entry<String, String> header : fault.headers().entrySet()) {
            struck = struck.with(header.getKey(), header.getValue());
        }
        UnaryOperator<JsonNode> spoiling = fault.spoiling();
        return spoiling == null || struck.status() != 200 ? struck : spoilt(struck, spoiling);
    }

    private static Response spoilt(Response answer, UnaryOperator<JsonNode> spoiling) {
        byte[] body = Shelf.JSON.writeValueAsBytes(spoiling.apply(Shelf.JSON.readTree(answer.body())));
        return new Response(answer.status(), answer.headers(), body, answer.rows());
    }
}
