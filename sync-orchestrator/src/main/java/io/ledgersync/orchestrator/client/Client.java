package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.plan.Counter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose books are synced, with the counters that order everything said about it.
 *
 * @param linkVersion of the newest link event
 * @param lastAttempt the newest sending of any of its runs
 * @param runVersion of the newest announcement
 * @param everSent a run of it was sent before, so its ledger may hold something
 * @param lastSyncedAt when its ledger was last complete and readable
 */
public record Client(
        String clientId,
        String practiceId,
        String name,
        long linkVersion,
        long lastAttempt,
        long runVersion,
        boolean everSent,
        boolean deleted,
        @Nullable Instant lastSyncedAt) {

    Client named(String newName, long version) {
        return new Client(
                clientId, practiceId, newName, version, lastAttempt, runVersion, everSent, deleted, lastSyncedAt);
    }

    Client atVersion(long version) {
        return named(name, version);
    }

    Client withNextAttempt(Instant now) {
        return new Client(
                clientId,
                practiceId,
                name,
                linkVersion,
                Counter.next(lastAttempt, now),
                runVersion,
                true,
                deleted,
                lastSyncedAt);
    }

    Client withNextRunVersion(Instant now) {
        return new Client(
                clientId,
                practiceId,
                name,
                linkVersion,
                lastAttempt,
                Counter.next(runVersion, now),
                everSent,
                deleted,
                lastSyncedAt);
    }

    Client synced(Instant at) {
        return lastSyncedAt != null && !at.isAfter(lastSyncedAt)
                ? this
                : new Client(clientId, practiceId, name, linkVersion, lastAttempt, runVersion, everSent, deleted, at);
    }

    /** What stays of a deleted one: its id and its versions. */
    Client forgotten() {
        return new Client(clientId, practiceId, "", linkVersion, lastAttempt, runVersion, everSent, true, null);
    }
}
