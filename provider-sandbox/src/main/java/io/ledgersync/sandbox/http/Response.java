package io.ledgersync.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response as it is sent. */
public record Response(int status, Map<String, String> headers, byte[] body, int rows) {

    public static Response json(int status, CharSequence json) {
        return of(status, "application/json; charset=utf-8", json);
    }

    public static Response of(int status, String contentType, CharSequence body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return new Response(status, headers, body.toString().getBytes(StandardCharsets.UTF_8), 0);
    }

    public static Response empty(int status) {
        return new Response(status, new LinkedHashMap<>(), new byte[0], 0);
    }

    public static Response redirect(String location) {
        return empty(302).with("Location", location);
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body, rows);
    }

    public Response withRows(int count) {
        return new Response(status, headers, body, count);
    }
}
