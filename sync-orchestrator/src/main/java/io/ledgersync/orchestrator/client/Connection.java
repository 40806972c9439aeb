package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.ErrorCode;
import io.ledgersync.orchestrator.run.Kind;
import io.ledgersync.orchestrator.run.Provider;
import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.RunState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client linked to an organisation.
 *
 * @param live not ended
 * @param readOnce a first run has completed
 * @param watermarks where the next incremental run of each stream begins
 * @param blockedBy the error that only a person can put right; the nights are left out while it stands
 * @param nightAt the next nightly start
 * @param incrementAt when an incremental run last completed
 * @param reconciliation when everything is next read whole
 */
public record Connection(
        String connectionId,
        String clientId,
        String practiceId,
        Provider provider,
        String organisationId,
        String organisationName,
        Instant linkedAt,
        boolean live,
        boolean readOnce,
        Map<String, String> watermarks,
        @Nullable String blockedBy,
        Instant nightAt,
        @Nullable Instant incrementAt,
        Reconciliation reconciliation) {

    public Connection {
        watermarks = Map.copyOf(watermarks);
    }

    /** Just linked: nothing of it was ever read. */
    static Connection linked(
            String connectionId,
            Client client,
            Provider provider,
            String organisationId,
            String organisationName,
            Instant now,
            Instant night,
            Instant reconciliation) {
        return new Connection(
                connectionId,
                client.clientId(),
                client.practiceId(),
                provider,
                organisationId,
                organisationName,
                now,
                true,
                false,
                Map.of(),
                null,
                night,
                null,
                Reconciliation.due(reconciliation));
    }

    /** What a run that is started now reads. */
    public Kind nextKind() {
        return readOnce ? Kind.INCREMENTAL : Kind.INITIAL;
    }

    Connection ended() {
        return with(false, readOnce, watermarks, blockedBy, nightAt, incrementAt, reconciliation);
    }

    Connection withNight(Instant night) {
        return with(live, readOnce, watermarks, blockedBy, night, incrementAt, reconciliation);
    }

    Connection reconcilingAt(Instant when) {
        return with(live, readOnce, watermarks, blockedBy, nightAt, incrementAt, reconciliation.dueOn(when));
    }

    Connection unblocked() {
        return with(live, readOnce, watermarks, null, nightAt, incrementAt, reconciliation);
    }

    /** Whether it is to be read whole as soon as none of its runs is open. */
    boolean reconciles() {
        return live && readOnce && blockedBy == null;
    }

    /** After one of its runs has ended. */
    Connection after(Run run, Instant now) {
        if (run.state() instanceof RunState.Completed completed) {
            boolean incremental = run.kind() == Kind.INCREMENTAL;
            // A reconciliation reads some streams only; the others' watermarks stay as they are.
            Map<String, String> marks = new HashMap<>(run.kind() == Kind.RECONCILE ? watermarks : Map.of());
            marks.putAll(completed.watermarks());
            return with(
                    live,
                    true,
                    marks,
                    null,
                    nightAt,
                    incremental ? now : incrementAt,
                    reconciliation.after(run.kind(), run.proof(), now));
        }
        if (run.state() instanceof RunState.Failed failed) {
            String blocking = ErrorCode.of(failed.code()).retriedBySystem() ? null : failed.code();
            return with(live, readOnce, watermarks, blocking, nightAt, incrementAt, reconciliation);
        }
        return this;
    }

    private Connection with(
            boolean nowLive,
            boolean nowReadOnce,
            Map<String, String> marks,
            @Nullable String blocking,
            Instant night,
            @Nullable Instant increment,
            Reconciliation reconciling) {
        return new Connection(
                connectionId,
                clientId,
                practiceId,
                provider,
                organisationId,
                organisationName,
                linkedAt,
                nowLive,
                nowReadOnce,
                marks,
                blocking,
                night,
                increment,
                reconciling);
    }
}
