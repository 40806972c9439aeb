package io.ledgersync.wire;

import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of an event: which trace it belongs to, and which step of it this is. */
public final class Traceparent {
    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /** The first step of a new trace. */
    public static String fresh() {
        UUID trace = UUID.randomUUID();
        return "00-" + hex(trace.getMostSignificantBits()) + hex(trace.getLeastSignificantBits()) + '-' + span()
                + "-01";
    }

    /** The next step of the trace that the cause belongs to; of a new one when the cause names none. */
    public static String after(@Nullable String cause) {
        return cause == null || !VALID.matcher(cause).matches()
                ? fresh()
                : cause.substring(0, 36) + span() + cause.substring(52);
    }

    /** A random version 4 UUID's most significant bits are never all zero. */
    private static String span() {
        return hex(UUID.randomUUID().getMostSignificantBits());
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}
