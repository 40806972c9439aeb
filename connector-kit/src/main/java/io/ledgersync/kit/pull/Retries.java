package io.ledgersync.kit.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions that failed: how often in a row, and when each may be asked again. */
final class Retries {
    private record Failed(int times, Instant again) {}

    private final Patience patience;
    private final Map<Asked.Id, Failed> failures = new HashMap<>();

    Retries(Patience patience) {
        this.patience = patience;
    }

    /** How often in a row it failed. */
    int times(Asked.Id id) {
        Failed failed = failures.get(id);
        return failed == null ? 0 : failed.times();
    }

    /** When it may be asked again; null when it did not fail. */
    @Nullable
    Instant again(Asked.Id id) {
        Failed failed = failures.get(id);
        return failed == null ? null : failed.again();
    }

    /** These failed in one exchange: one moment for all of them, so that they still travel together. */
    void failed(Collection<Asked.Id> together, @Nullable Duration wait, Instant now) {
        int most = together.stream().mapToInt(this::times).max().orElse(0);
        Instant again = patience.askAgain(now, most + 1, wait);
        together.forEach(id -> failures.put(id, new Failed(times(id) + 1, again)));
    }

    void forget(Asked.Id id) {
        failures.remove(id);
    }

    /** Forgets the questions that are no longer open. */
    void keepOnly(Set<Asked.Id> open) {
        failures.keySet().retainAll(open);
    }

    boolean none() {
        return failures.isEmpty();
    }
}
