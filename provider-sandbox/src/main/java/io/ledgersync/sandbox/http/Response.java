package io.ledgersync.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A response as it is sent. */
public record Response(int status, Map<String, String> headers, byte[] body, int rows) {
    private static final int WORTH_PACKING = 1000;

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

    /** With a header, unless it has one of that name. */
    public Response withDefault(String header, String value) {
        return headers.keySet().stream().anyMatch(header::equalsIgnoreCase) ? this : with(header, value);
    }

    public Response withRows(int count) {
        return new Response(status, headers, body, count);
    }

    /** Packed with gzip, as both providers do for who accepts it. */
    public Response packedFor(Request request) {
        boolean accepted = request.header("Accept-Encoding")
                .map(encodings -> encodings.toLowerCase(Locale.ROOT).contains("gzip"))
                .orElse(false);
        if (!accepted || body.length < WORTH_PACKING) {
            return this;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 8);
        try (GZIPOutputStream gzip = new QuickGzip(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can always be written", impossible);
        }
        return new Response(status, headers, packed.toByteArray(), rows).with("Content-Encoding", "gzip");
    }

    /** On a laptop the packing takes the time of what is being measured. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
