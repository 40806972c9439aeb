package io.ledgersync.kit.run;

import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.pull.RunJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Where a request says that reading goes on: its run's cursor and its streams' watermarks, which are small. */
public final class Cursors {
    /** As the contract has it: a waiting run must cost next to nothing. */
    static final int MOST_BYTES = RunJson.MOST_BYTES + 8 * 1024;

    private Cursors() {}

    /** Why the request cannot be taken up; empty when it can. */
    public static Optional<String> refusal(SyncRequested request) {
        long bytes = request.getCursor() == null ? 0 : bytes(request.getCursor());
        for (Map.Entry<String, String> watermark : request.getWatermarks().entrySet()) {
            bytes += bytes(watermark.getKey()) + bytes(watermark.getValue());
        }
        return bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional.of("The request's cursor and watermarks have " + bytes + " bytes; at most " + MOST_BYTES
                        + " are allowed");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The request once its cursor is kept elsewhere. */
    static SyncRequested without(SyncRequested request) {
        return request.getCursor() == null
                ? request
                : SyncRequested.newBuilder(request).setCursor(null).build();
    }

    /** The request without anything that makes it large. */
    public static SyncRequested withoutAny(SyncRequested request) {
        return SyncRequested.newBuilder(request)
                .setCursor(null)
                .setWatermarks(Map.of())
                .build();
    }
}
