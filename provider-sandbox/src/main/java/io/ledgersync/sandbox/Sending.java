package io.ledgersync.sandbox;

import io.ledgersync.sandbox.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends an answer whole, or breaks off as defined.
 *
 * @param real how long the machine's clock takes for what takes so long at the provider
 */
record Sending(Clock clock, UnaryOperator<Duration> real) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    Mono<Void> send(HttpServerResponse response, Front.Delivery delivery, Runnable over) {
        FaultRule.Breaking breaking = delivery.breaking();
        if (breaking.how() == FaultRule.Breaking.How.RESET) {
            return reset(response, over);
        }
        Response what = delivery.response();
        response.status(what.status());
        what.headers().forEach(response::header);
        response.header("Date", HTTP_DATE.format(clock.instant()));
        response.header("Content-Length", Integer.toString(what.body().length));
        // A cut answer lacks its last byte at least.
        int first = Math.max(0, Math.min(breaking.afterBytes(), what.body().length - 1));
        return switch (breaking.how()) {
            // An error behind what was flushed closes the connection in the middle of the body.
            case CUT ->
                response.send(Flux.just(part(what, 0, first)).concatWith(cut(over)), buffer -> true)
                        .then();
            case STALLED ->
                response.send(
                                Flux.just(part(what, 0, first))
                                        .concatWith(Mono.delay(real.apply(breaking.stall()))
                                                .then(last(what, first, over))),
                                buffer -> true)
                        .then();
            default -> response.send(last(what, 0, over)).then();
        };
    }

    private static ByteBuf part(Response what, int from, int to) {
        return Unpooled.wrappedBuffer(what.body(), from, to - from);
    }

    /** Its caller may call again as soon as it has the last byte: the call is over before that is sent. */
    private static Mono<ByteBuf> last(Response what, int from, Runnable over) {
        return Mono.fromSupplier(() -> {
            over.run();
            return part(what, from, what.body().length);
        });
    }

    /** As with the last byte: its caller may call again as soon as the connection is closed. */
    private static Mono<ByteBuf> cut(Runnable over) {
        return Mono.defer(() -> {
            over.run();
            return Mono.error(new IOException("the connection was cut, as defined"));
        });
    }

    private static Mono<Void> reset(HttpServerResponse response, Runnable over) {
        return Mono.create(ended -> response.withConnection(connection -> {
            over.run();
            Channel channel = connection.channel();
            // Without lingering, closing is a reset.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close().addListener(closed -> ended.success());
        }));
    }
}
