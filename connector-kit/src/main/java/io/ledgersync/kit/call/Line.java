package io.ledgersync.kit.call;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.http.AnswerMemory;
import io.ledgersync.kit.http.Courier;
import io.ledgersync.kit.http.Delivery;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Consumer;

/** The line to the provider: how an exchange goes out, and the memory that its answer comes into. */
public record Line(Connector connector, URI apiUrl, Courier courier, AnswerMemory memory, Duration timeout) {

    HttpRequest request(Exchange exchange, String organisationId, String token) {
        return Courier.request(connector.call(exchange, apiUrl, organisationId), token);
    }

    void send(String organisationId, HttpRequest request, Consumer<Delivery> done) {
        courier.send(connector, organisationId, request, memory, timeout, done);
    }
}
