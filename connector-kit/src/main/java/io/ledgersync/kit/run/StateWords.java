package io.ledgersync.kit.run;

import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.contract.state.RunState;
import io.ledgersync.kit.quota.CallInFlight;
import io.ledgersync.kit.quota.SavedQuota;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An organisation's quota in the words of its state, and back. */
public final class StateWords {
    private StateWords() {}

    public static OrganisationState state(
            Organisation organisation, List<RunState> runs, boolean handedOver, Instant now) {
        SavedQuota quota = organisation.quota().saved(now);
        return new OrganisationState(
                organisation.id(),
                runs,
                Map.copyOf(organisation.attempts()),
                calls(quota.callsMade()),
                calls(quota.inFlight()),
                quota.dayRemaining(),
                quota.dayResetsAt(),
                quota.notBefore(),
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
                state.getNotBefore(),
                state.getUnknownCallsUntil());
    }

    private static List<io.ledgersync.contract.state.CallInFlight> calls(List<CallInFlight> calls) {
        return calls.stream()
                .map(call -> new io.ledgersync.contract.state.CallInFlight(call.sentAt(), call.deadline(), call.kind()))
                .toList();
    }

    private static List<CallInFlight> saved(List<io.ledgersync.contract.state.CallInFlight> calls) {
        return calls.stream()
                .map(call -> new CallInFlight(call.getSentAt(), call.getDeadline(), call.getKind()))
                .toList();
    }
}
