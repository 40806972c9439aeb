package io.ledgersync.kit.quota;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the previous owner of an organisation said of its quota.
 *
 * @param callsMade answered calls that hold a place in the minute's window until their deadline
 * @param inFlight calls without an answer, which may run until their deadline
 * @param refusal what the last refused calls amount to; null when none was
 * @param unknownCallsUntil until when an owner that crashed may have sent calls that nobody knows of; null when there
 *     is none
 */
public record SavedQuota(
        List<CallInFlight> callsMade,
        List<CallInFlight> inFlight,
        @Nullable Long dayRemaining,
        @Nullable Instant dayResetsAt,
        @Nullable Refusal refusal,
        @Nullable Instant unknownCallsUntil) {}
