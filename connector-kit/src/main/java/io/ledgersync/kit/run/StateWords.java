package io.ledgersync.kit.run;

import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.contract.state.RunState;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.quota.CallInFlight;
import io.ledgersync.kit.quota.Refusal;
import io.ledgersync.kit.quota.SavedQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An organisation's quota in the words of its state, and back. */
public final class StateWords {
    /** What the clocks of two replicas may differ in: what another wrote counts for so much longer. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

    private StateWords() {}

    public static OrganisationState state(
            Organisation organisation, List<RunState> runs, boolean handedOver, Instant now) {
        SavedQuota quota = organisation.quota().saved(now);
        Refusal refusal = quota.refusal();
        return new OrganisationState(
                organisation.id(),
                runs,
                Map.copyOf(organisation.attempts()),
                calls(quota.callsMade()),
                calls(quota.inFlight()),
                quota.dayRemaining(),
                quota.dayResetsAt(),
                refusal == null ? null : refusal.until(),
                refusal == null ? null : refusal.limit().name(),
                refusal == null ? 0 : refusal.unnamed(),
                quota.unknownCallsUntil(),
                handedOver,
                now);
    }

    static SavedQuota savedQuota(OrganisationState state) {
        return new SavedQuota(
                saved(state.getCallsMade()),
                saved(state.getInFlight()),
                state.getDayRemaining(),
                state.getDayResetsAt(),
                refusal(state),
                later(state.getUnknownCallsUntil()));
    }

    private static @Nullable Refusal refusal(OrganisationState state) {
        Instant until = state.getNotBefore();
        return until == null
                ? null
                : new Refusal(until.plus(CLOCKS_APART), limit(state.getNotBeforeLimit()), state.getUnnamedRefusals());
    }

    private static @Nullable Instant later(@Nullable Instant moment) {
        return moment == null ? null : moment.plus(CLOCKS_APART);
    }

    /** A limit that a newer owner knew and this one does not binds all the same. */
    private static Fault.Limit limit(@Nullable String name) {
        return Arrays.stream(Fault.Limit.values())
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElse(Fault.Limit.UNKNOWN);
    }

    private static List<io.ledgersync.contract.state.CallInFlight> calls(List<CallInFlight> calls) {
        return calls.stream()
                .map(call -> new io.ledgersync.contract.state.CallInFlight(call.sentAt(), call.deadline(), call.kind()))
                .toList();
    }

    private static List<CallInFlight> saved(List<io.ledgersync.contract.state.CallInFlight> calls) {
        return calls.stream()
                .map(call ->
                        new CallInFlight(call.getSentAt(), call.getDeadline().plus(CLOCKS_APART), call.getKind()))
                .toList();
    }
}
