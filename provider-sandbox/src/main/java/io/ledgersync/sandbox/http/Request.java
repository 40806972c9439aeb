package io.ledgersync.sandbox.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request that was read whole. */
public record Request(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The fields of a form. */
    public Map<String, List<String>> form() {
        return new QueryStringDecoder(text(), false).parameters();
    }

    /** One field of a form; empty when it is missing. */
    public String field(String name) {
        List<String> values = form().get(name);
        return values == null ? "" : values.get(0);
    }
}
