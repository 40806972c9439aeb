package io.ledgersync.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** CloudEvents headers in binary mode, and the W3C trace context. */
public final class EventHeaders {
    /** Type of an event whose value is null: its key is gone. */
    public static final String TOMBSTONE = "io.ledgersync.Tombstone";

    private static final String SPEC_VERSION = "ce_specversion";
    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SOURCE = "ce_source";
    private static final String TIME = "ce_time";
    private static final String CONTENT_TYPE = "content-type";
    private static final String TRACEPARENT = "traceparent";
    private static final String AVRO = "application/avro";

    private EventHeaders() {}

    /**
     * The headers of one event.
     *
     * @param id identity of the event, the same when it is repeated
     * @param type full name of its Avro record, or {@link #TOMBSTONE}
     * @param source who says it, a URI reference such as "/link-service"
     * @param traceparent the trace that it belongs to; null begins a new one
     */
    public static List<Header> of(String id, String type, String source, Instant time, @Nullable String traceparent) {
        List<Header> headers = new ArrayList<>(7);
        headers.add(header(SPEC_VERSION, "1.0"));
        headers.add(header(ID, id));
        headers.add(header(TYPE, type));
        headers.add(header(SOURCE, source));
        headers.add(header(TIME, time.toString()));
        if (!type.equals(TOMBSTONE)) {
            headers.add(header(CONTENT_TYPE, AVRO));
        }
        headers.add(header(TRACEPARENT, traceparent == null ? Traceparent.fresh() : traceparent));
        return headers;
    }

    /** Identity of the event; null when it is none of ours. */
    public static @Nullable String id(Headers headers) {
        return text(headers, ID);
    }

    /** Full name of the event's Avro record; null when it is none of ours. */
    public static @Nullable String type(Headers headers) {
        return text(headers, TYPE);
    }

    /** Who said it. */
    public static @Nullable String source(Headers headers) {
        return text(headers, SOURCE);
    }

    /** When it was said; null when that is missing or unreadable. */
    public static @Nullable Instant time(Headers headers) {
        String time = text(headers, TIME);
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The trace that it belongs to. */
    public static @Nullable String traceparent(Headers headers) {
        return text(headers, TRACEPARENT);
    }

    private static Header header(String key, String value) {
        return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(Headers headers, String key) {
        Header header = headers.lastHeader(key);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
