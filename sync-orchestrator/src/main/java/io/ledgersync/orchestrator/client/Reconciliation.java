package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Kind;
import io.ledgersync.orchestrator.run.Proof;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a connection's streams are next read whole, and which differences have had their reading already.
 *
 * @param dueAt the next reading: by the calendar, or sooner when the trial balance began to differ
 * @param lastAt when the last one has completed; null before the first
 * @param differences by how much each account differed when it was last looked at
 */
public record Reconciliation(Instant dueAt, @Nullable Instant lastAt, Map<String, BigDecimal> differences) {

    /** A difference that changes all the time must not read everything all the time. */
    private static final Duration AT_MOST_EVERY = Duration.ofDays(1);

    public Reconciliation {
        differences = Map.copyOf(differences);
    }

    static Reconciliation due(Instant when) {
        return new Reconciliation(when, null, Map.of());
    }

    Reconciliation dueOn(Instant when) {
        return new Reconciliation(when, lastAt, differences);
    }

    /**
     * After a run has completed.
     *
     * @param proof null when the run brought none, which says nothing
     */
    Reconciliation after(Kind kind, @Nullable Proof proof, Instant now) {
        Instant last = kind == Kind.RECONCILE ? now : lastAt;
        if (proof == null) {
            return new Reconciliation(dueAt, last, differences);
        }
        Map<String, BigDecimal> found = new HashMap<>();
        proof.differences().forEach(one -> found.merge(one.account(), one.amount(), BigDecimal::add));
        boolean unexplained =
                kind == Kind.RECONCILE || found.entrySet().stream().allMatch(this::isKnown);
        return new Reconciliation(unexplained ? dueAt : soon(last, now), last, found);
    }

    private boolean isKnown(Map.Entry<String, BigDecimal> difference) {
        BigDecimal known = differences.get(difference.getKey());
        return known != null && known.compareTo(difference.getValue()) == 0;
    }

    private Instant soon(@Nullable Instant last, Instant now) {
        Instant allowed = last == null || last.plus(AT_MOST_EVERY).isBefore(now) ? now : last.plus(AT_MOST_EVERY);
        return allowed.isBefore(dueAt) ? allowed : dueAt;
    }
}
