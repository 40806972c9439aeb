package io.ledgersync.kit.run;

import io.ledgersync.contract.state.RunState;
import io.ledgersync.kit.quota.OrganisationQuota;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is known of one organisation: its quota, the runs that are held, and those that have left. */
public final class Organisation {
    private final String id;
    private final int partition;
    private final OrganisationQuota quota;
    private final Map<String, HeldRun> held = new LinkedHashMap<>();
    private final Map<String, RunState> left = new LinkedHashMap<>();
    private final Map<String, Long> attempts = new HashMap<>();
    private @Nullable PackedState saved;

    public Organisation(String id, int partition, OrganisationQuota quota) {
        this.id = id;
        this.partition = partition;
        this.quota = quota;
    }

    public String id() {
        return id;
    }

    public int partition() {
        return partition;
    }

    public OrganisationQuota quota() {
        return quota;
    }

    /** It is saved like this. */
    public void saved(PackedState state) {
        saved = state;
    }

    /** How it was saved last; null before the first commit. */
    @Nullable
    public PackedState saved() {
        return saved;
    }

    public Collection<HeldRun> held() {
        return List.copyOf(held.values());
    }

    @Nullable
    public HeldRun held(String runId) {
        return held.get(runId);
    }

    public void hold(HeldRun run) {
        held.put(run.runId(), run);
        left.remove(run.runId());
    }

    public Collection<RunState> left() {
        return left.values();
    }

    @Nullable
    public RunState left(String runId) {
        return left.get(runId);
    }

    /** The run has left: it takes the place of the last one of its kind and connection. */
    public void leave(RunState run) {
        held.remove(run.getRequest().getRunId());
        forgetLast(run);
        left.put(run.getRequest().getRunId(), run);
    }

    private void forgetLast(RunState run) {
        left.values()
                .removeIf(other -> other.getRequest()
                                .getConnectionId()
                                .equals(run.getRequest().getConnectionId())
                        && other.getRequest().getKind() == run.getRequest().getKind()
                        && other.getRequest().getAttempt() <= run.getRequest().getAttempt());
    }

    /** A run as the state has it that has left before. */
    void remember(RunState run) {
        left.put(run.getRequest().getRunId(), run);
    }

    public Map<String, Long> attempts() {
        return attempts;
    }

    public void attempted(String connectionId, long attempt) {
        attempts.merge(connectionId, attempt, Math::max);
    }
}
