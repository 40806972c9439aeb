package io.ledgersync.orchestrator.flow;

import io.ledgersync.contract.Gap;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.sync.Proof;
import io.ledgersync.contract.sync.ProofDifference;
import io.ledgersync.contract.sync.RunChanged;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.contract.sync.Usage;
import io.ledgersync.orchestrator.OrchestratorMetrics;
import io.ledgersync.orchestrator.client.Announcer;
import io.ledgersync.orchestrator.client.Connection;
import io.ledgersync.orchestrator.client.RunChange;
import io.ledgersync.orchestrator.client.SyncRequest;
import io.ledgersync.orchestrator.run.Kind;
import io.ledgersync.orchestrator.run.Reading;
import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.RunState;
import io.ledgersync.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says through the outbox what was decided: {@code sync.requests.*} to the connectors, {@code sync.runs} to everybody.
 */
final class OutboxAnnouncer implements Announcer {

    /** Who speaks, in every event of this service. */
    static final String SOURCE = "/sync-orchestrator";

    private static final Logger LOGGER = LoggerFactory.getLogger(OutboxAnnouncer.class);

    private final Outbox outbox;
    private final OrchestratorMetrics metrics;

    OutboxAnnouncer(Outbox outbox, OrchestratorMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    @Override
    public void request(SyncRequest request) {
        Run run = request.run();
        Connection connection = request.connection();
        SyncRequested event = SyncRequested.newBuilder()
                .setRunId(run.runId())
                .setAttempt(run.attempt())
                .setPracticeId(connection.practiceId())
                .setClientId(run.clientId())
                .setConnectionId(run.connectionId())
                .setProvider(provider(connection))
                .setOrganisationId(connection.organisationId())
                .setKind(kind(run.kind()))
                .setPriority(run.priority())
                .setRequestedAt(request.at())
                .setWatermarks(run.kind() == Kind.INCREMENTAL ? connection.watermarks() : Map.of())
                .setCursor(run.reading().cursor())
                .setFirstRun(request.firstRun())
                .build();
        String organisation = connection.organisationId();
        outbox.append(
                Topics.syncRequests(provider(connection)), organisation, organisation, event, SOURCE, run.trace());
        metrics.sent(connection.provider(), run.kind());
        LOGGER.atInfo()
                .addKeyValue("clientId", run.clientId())
                .addKeyValue("connectionId", run.connectionId())
                .addKeyValue("runId", run.runId())
                .addKeyValue("provider", connection.provider())
                .addKeyValue("attempt", run.attempt())
                .log("A {} run was sent{}", run.kind(), run.priority() ? " with priority" : "");
    }

    @Override
    public void changed(RunChange change) {
        Run run = change.run();
        String clientId = run.clientId();
        outbox.append(Topics.SYNC_RUNS, clientId, clientId, runChanged(change), SOURCE, run.trace());
        if (run.state() instanceof RunState.Ended) {
            metrics.ended(change.connection().provider(), run);
            LOGGER.atInfo()
                    .addKeyValue("clientId", clientId)
                    .addKeyValue("runId", run.runId())
                    .addKeyValue("provider", change.connection().provider())
                    .log("A {} run is {}", run.kind(), run.state().name());
        }
    }

    @Override
    public void forget(String clientId) {
        outbox.append(Topics.SYNC_RUNS, clientId, clientId, null, SOURCE);
    }

    static RunChanged runChanged(RunChange change) {
        Run run = change.run();
        Connection connection = change.connection();
        RunState.@Nullable Paused paused = run.state() instanceof RunState.Paused state ? state : null;
        RunState.@Nullable Failed failed = run.state() instanceof RunState.Failed state ? state : null;
        Instant endedAt = run.state() instanceof RunState.Ended ended ? ended.endedAt() : null;
        Instant estimatedEnd = run.state() instanceof RunState.Running running ? running.estimatedEnd() : null;
        return RunChanged.newBuilder()
                .setVersion(change.client().runVersion())
                .setRunId(run.runId())
                .setAttempt(run.attempt())
                .setPracticeId(connection.practiceId())
                .setClientId(run.clientId())
                .setConnectionId(run.connectionId())
                .setProvider(provider(connection))
                .setOrganisationId(connection.organisationId())
                .setKind(kind(run.kind()))
                .setState(run.state().name())
                .setPriority(run.priority())
                .setStreams(streams(run.reading()))
                .setUsage(usage(run.reading()))
                .setGaps(gaps(run))
                .setEntities(run.entities())
                .setProof(proof(run.proof()))
                .setWaitingFor(run.waitingFor())
                .setPauseReason(paused == null ? null : paused.reason())
                .setResumeAt(paused == null ? null : paused.resumeAt())
                .setEstimatedEnd(estimatedEnd)
                .setErrorCode(failed == null ? null : failed.code())
                .setErrorDetail(failed == null ? null : failed.detail())
                .setRequestedAt(run.requestedAt())
                .setStartedAt(run.startedAt())
                .setEndedAt(endedAt)
                .setLastSyncedAt(change.client().lastSyncedAt())
                .setObservedAt(change.at())
                .build();
    }

    private static List<StreamProgress> streams(Reading reading) {
        return reading.streams().stream()
                .map(stream -> new StreamProgress(stream.stream(), stream.phase(), stream.records(), stream.expected()))
                .toList();
    }

    private static Usage usage(Reading reading) {
        return new Usage(
                reading.usage().calls(),
                reading.usage().throttled(),
                reading.usage().bytes(),
                reading.usage().dayRemaining(),
                reading.usage().minuteRemaining(),
                reading.usage().questions());
    }

    private static List<Gap> gaps(Run run) {
        return run.gaps().stream()
                .map(gap -> new Gap(gap.stream(), gap.code(), gap.detail(), gap.remedy(), gap.records()))
                .toList();
    }

    private static @Nullable Proof proof(io.ledgersync.orchestrator.run.@Nullable Proof proof) {
        return proof == null
                ? null
                : new Proof(
                        proof.agrees(),
                        proof.asOf(),
                        proof.differences().stream()
                                .map(one -> new ProofDifference(
                                        one.accountId(), one.accountName(), one.ours(), one.theirs()))
                                .toList());
    }

    private static Provider provider(Connection connection) {
        return switch (connection.provider()) {
            case XERO -> Provider.XERO;
            case QBO -> Provider.QBO;
        };
    }

    private static RunKind kind(Kind kind) {
        return switch (kind) {
            case INITIAL -> RunKind.INITIAL;
            case INCREMENTAL -> RunKind.INCREMENTAL;
            case RECONCILE -> RunKind.RECONCILE;
        };
    }
}
