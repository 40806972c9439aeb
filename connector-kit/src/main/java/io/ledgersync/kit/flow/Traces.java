package io.ledgersync.kit.flow;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** The W3C trace of a run: all its attempts, slices and events belong to one trace, which its id gives. */
final class Traces {
    private Traces() {}

    static String of(String runId, long attempt) {
        UUID trace = UUID.nameUUIDFromBytes(("trace|" + runId).getBytes(StandardCharsets.UTF_8));
        UUID span = UUID.nameUUIDFromBytes((runId + '|' + attempt).getBytes(StandardCharsets.UTF_8));
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(trace.getMostSignificantBits()) + hex.toHexDigits(trace.getLeastSignificantBits()) + '-'
                + hex.toHexDigits(span.getMostSignificantBits()) + "-01";
    }
}
