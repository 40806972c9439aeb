package io.ledgersync.kit.flow;

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
final class RunBook {
    private record KnownQuota(int partition, OrganisationQuota quota) {}

    private final QuotaSettings settings;
    private final Map<String, Organisation> organisations = new HashMap<>();
    /** Outlives a failed commit: what was called was called. */
    private final Map<String, KnownQuota> quotas = new HashMap<>();

    /** Organisations without a run, taken over from an owner who said nothing of its last calls. */
    private final Map<String, OrganisationState> quiet = new HashMap<>();

    private final Set<Organisation> changed = new HashSet<>();
    private final Rota rota;

    RunBook(QuotaSettings settings, Rota rota) {
        this.settings = settings;
        this.rota = rota;
    }

    /**
     * Takes over what the state has of a partition.
     *
     * @param silent whoever owned it before said nothing of its last calls
     */
    void load(int partition, Collection<OrganisationState> states, boolean silent, Instant now) {
        for (OrganisationState state : states) {
            boolean runs = state.getRuns().stream().anyMatch(run -> run.getEnd() == null);
            Organisation organisation = open(state.getOrganisationId(), partition, state, silent && runs, now);
            if (silent && !runs) {
                quiet.put(organisation.id(), state);
            }
            state.getAttempts().forEach(organisation::attempted);
            for (RunState run : state.getRuns()) {
                if (run.getEnd() == null) {
                    hold(new HeldRun(organisation, run.getRequest(), run.getTraceparent(), run, now));
                } else {
                    organisation.remember(run);
                }
            }
        }
    }

    /**
     * The organisation that a request names.
     *
     * @param silent whoever owned it before may have taken this request already and said nothing of its last calls
     */
    Organisation organisation(String id, int partition, boolean silent, Instant now) {
        Organisation known = organisations.get(id);
        OrganisationState state = silent ? quiet.remove(id) : null;
        if (known == null) {
            return open(id, partition, null, silent, now);
        }
        if (state != null) {
            // It had no run, but one was asked for, so the owner before may have called.
            known.count(new OrganisationQuota(settings, StateWords.savedQuota(state), true, now));
            quotas.put(id, new KnownQuota(partition, known.quota()));
        }
        return known;
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
        return organisation;
    }

    void hold(HeldRun run) {
        run.organisation().hold(run);
        rota.wake(run);
    }

    /** The run leaves with the next commit. */
    void end(HeldRun run, End how) {
        run.end(how);
        rota.remove(run);
        changed(run.organisation());
    }

    void changed(Organisation organisation) {
        changed.add(organisation);
    }

    Set<Organisation> changed() {
        return changed;
    }

    List<HeldRun> held() {
        List<HeldRun> held = new ArrayList<>();
        organisations.values().forEach(organisation -> held.addAll(organisation.held()));
        return held;
    }

    List<HeldRun> heldOf(String connectionId) {
        return held().stream()
                .filter(run -> run.connectionId().equals(connectionId))
                .toList();
    }

    /** The organisation as it is known now; empty when it is no longer owned. */
    Optional<Organisation> current(Organisation organisation) {
        return Optional.ofNullable(organisations.get(organisation.id()));
    }

    /** Whether a run leaves with the next commit. */
    boolean anyEnds() {
        return changed.stream()
                .anyMatch(organisation -> organisation.held().stream().anyMatch(run -> run.end() != null));
    }

    Collection<Organisation> organisations() {
        return organisations.values();
    }

    /** All runs and what they found are forgotten; the calls keep their places. */
    void forgetRuns() {
        held().forEach(HeldRun::release);
        organisations.clear();
        changed.clear();
        quiet.clear();
        rota.clear();
    }

    /** Quotas of other partitions are not known any more: somebody else may have called. */
    void keepQuotas(Set<Integer> partitions) {
        quotas.values().removeIf(known -> !partitions.contains(known.partition()));
    }
}
