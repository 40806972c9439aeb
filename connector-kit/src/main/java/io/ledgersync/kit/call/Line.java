package io.ledgersync.kit.call;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.http.AnswerMemory;
import io.ledgersync.kit.http.Courier;
import io.ledgersync.kit.http.Delivery;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** The line to the provider: how an exchange goes out, and the memory that its answer comes into. */
public record Line(Connector connector, URI apiUrl, Courier courier, AnswerMemory memory, Duration timeout) {

    HttpCall call(Exchange exchange, String organisationId) {
        return connector.call(exchange, apiUrl, organisationId);
    }

    void send(Exchange exchange, HttpCall call, String token, Consumer<Delivery> done) {
        courier.send(connector, exchange, call, token, memory, timeout, done);
    }
}
