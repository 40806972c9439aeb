package io.ledgersync.kit.run;

import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.contract.state.RunState;
import io.ledgersync.kit.quota.OrganisationQuota;
import io.ledgersync.kit.quota.QuotaSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The organisations of the partitions owned, and which of them the next commit must write. */
public final class RunBook {
    private record KnownQuota(int partition, OrganisationQuota quota) {}

    private final QuotaSettings settings;
    private final Map<String, Organisation> organisations = new HashMap<>();
    /** Outlives a failed commit: what was called was called. */
    private final Map<String, KnownQuota> quotas = new HashMap<>();

    private final Sleepers sleepers;
    private final Set<Organisation> changed = new HashSet<>();
    private final Rota rota;

    public RunBook(QuotaSettings settings, Rota rota, Sleepers sleepers) {
        this.settings = settings;
        this.rota = rota;
        this.sleepers = sleepers;
    }

    /**
     * Takes over what the state has of a partition.
     *
     * @param silent whoever owned it before said nothing of its last calls
     */
    public void load(int partition, Map<String, PackedState> states, boolean silent, Instant now) {
        states.forEach((id, packed) -> {
            OrganisationState state = sleepers.read(id, packed);
            if (state == null) {
                return;
            }
            if (state.getRuns().stream().anyMatch(run -> run.getEnd() == null)) {
                open(id, partition, state, silent, now);
            } else {
                sleepers.lay(id, packed);
            }
        });
        // Calls of which no commit said anything: should the partition go now, its hand-over names them.
        Map.copyOf(quotas).forEach((id, known) -> {
            if (known.partition() == partition && !known.quota().quiet(now)) {
                organisation(id, partition, silent, now);
            }
        });
    }

    /**
     * The organisation that a request names.
     *
     * @param silent whoever owned it before may have taken this request already and said nothing of its last calls
     */
    public Organisation organisation(String id, int partition, boolean silent, Instant now) {
        Organisation known = organisations.get(id);
        if (known != null) {
            return known;
        }
        PackedState packed = sleepers.wake(id);
        OrganisationState state = packed == null ? null : sleepers.read(id, packed);
        Organisation awake = open(id, partition, state, silent, now);
        if (packed != null && state != null) {
            awake.saved(packed);
        }
        return awake;
    }

    /** Organisations whose runs have left and whose calls are no longer counted go to sleep. */
    public void tidy(Instant now) {
        for (Organisation organisation : List.copyOf(organisations.values())) {
            PackedState saved = organisation.saved();
            boolean rests = organisation.held().isEmpty()
                    && !changed.contains(organisation)
                    && organisation.quota().quiet(now);
            if (saved != null && rests) {
                organisations.remove(organisation.id());
                quotas.remove(organisation.id());
                sleepers.lay(organisation.id(), saved);
            }
        }
    }

    private Organisation open(
            String id, int partition, @Nullable OrganisationState state, boolean silent, Instant now) {
        KnownQuota kept = quotas.get(id);
        OrganisationQuota quota = kept != null
                ? kept.quota()
                : new OrganisationQuota(settings, state == null ? null : StateWords.savedQuota(state), silent, now);
        quotas.put(id, new KnownQuota(partition, quota));
        Organisation organisation = new Organisation(id, partition, quota);
        organisations.put(id, organisation);
        if (state != null) {
            state.getAttempts().forEach(organisation::attempted);
            state.getRuns().forEach(run -> takeOver(organisation, run, now));
        }
        return organisation;
    }

    private void takeOver(Organisation organisation, RunState run, Instant now) {
        if (run.getEnd() == null) {
            hold(new HeldRun(organisation, run.getRequest(), run.getTraceparent(), run, now));
        } else {
            organisation.remember(run);
        }
    }

    public void hold(HeldRun run) {
        run.organisation().hold(run);
        rota.wake(run);
    }

    /** The run leaves with the next commit. */
    public void end(HeldRun run, End how) {
        run.end(how);
        rota.remove(run);
        changed(run.organisation());
    }

    public void changed(Organisation organisation) {
        changed.add(organisation);
    }

    public Set<Organisation> changed() {
        return changed;
    }

    public List<HeldRun> held() {
        List<HeldRun> held = new ArrayList<>();
        organisations.values().forEach(organisation -> held.addAll(organisation.held()));
        return held;
    }

    public List<HeldRun> heldOf(String connectionId) {
        return held().stream()
                .filter(run -> run.connectionId().equals(connectionId))
                .toList();
    }

    /** The organisation as it is known now; empty when it is no longer owned. */
    public Optional<Organisation> current(Organisation organisation) {
        return Optional.ofNullable(organisations.get(organisation.id()));
    }

    /** Whether a run leaves with the next commit. */
    public boolean anyEnds() {
        return changed.stream()
                .anyMatch(organisation -> organisation.held().stream().anyMatch(run -> run.end() != null));
    }

    public Collection<Organisation> organisations() {
        return organisations.values();
    }

    /** All runs and what they found are forgotten; the calls keep their places. */
    public void forgetRuns() {
        held().forEach(HeldRun::release);
        organisations.clear();
        changed.clear();
        sleepers.clear();
        rota.clear();
    }

    /** Quotas of other partitions are not known any more: somebody else may have called. */
    public void keepQuotas(Set<Integer> partitions) {
        quotas.values().removeIf(known -> !partitions.contains(known.partition()));
    }
}
