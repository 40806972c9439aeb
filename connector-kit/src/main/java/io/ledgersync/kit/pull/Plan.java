package io.ledgersync.kit.pull;

import io.ledgersync.kit.LedgerStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to read.
 *
 * @param firstRun the client's ledger is empty, so that a whole reading has nothing to be compared with
 * @param watermarks where each stream's incremental reading begins
 */
public record Plan(Kind kind, boolean firstRun, Map<String, String> watermarks) {
    public Plan {
        watermarks = Map.copyOf(watermarks);
    }

    boolean reads(LedgerStream stream) {
        return kind != Kind.RECONCILE || !watermarks.containsKey(stream.name());
    }

    @Nullable
    String since(LedgerStream stream) {
        boolean asksSince = !stream.alwaysWhole() || stream.proves();
        return kind == Kind.INCREMENTAL && asksSince ? watermarks.get(stream.name()) : null;
    }
}
