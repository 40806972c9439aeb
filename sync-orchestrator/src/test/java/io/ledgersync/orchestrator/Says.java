package io.ledgersync.orchestrator;

import io.ledgersync.contract.Gap;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.link.ClientUnlinked;
import io.ledgersync.contract.sync.Proof;
import io.ledgersync.contract.sync.ProofDifference;
import io.ledgersync.contract.sync.RunRef;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncFailed;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncProjected;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.contract.sync.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the other services say. */
final class Says {

    private Says() {}

    static ClientCreated created(String practice, String client) {
        return new ClientCreated(1L, practice, client, "Books of " + client, Instant.now());
    }

    static ClientLinked linked(long version, String practice, String client, String connection, Provider provider) {
        return new ClientLinked(
                version,
                practice,
                client,
                "Books of " + client,
                connection,
                provider,
                "org-" + client,
                "Org of " + client,
                Instant.now());
    }

    static ClientUnlinked unlinked(long version, String practice, String client, String connection, String reason) {
        return new ClientUnlinked(
                version, practice, client, connection, Provider.XERO, "org-" + client, reason, Instant.now());
    }

    static ClientDeleted deleted(long version, String practice, String client) {
        return new ClientDeleted(version, practice, client, Instant.now());
    }

    static SyncProgressed progressed(SyncRequested request, int slice, Instant at) {
        return new SyncProgressed(
                run(request), slice, "cursor-" + slice, streams(slice), usage(slice), "MINUTE", at.plusSeconds(60), at);
    }

    static SyncPaused paused(SyncRequested request, String reason, Instant resumeAt, Instant at) {
        return new SyncPaused(
                run(request), reason, "no calls left", resumeAt, "cursor-paused", streams(3), usage(3), at);
    }

    static SyncCompleted completed(SyncRequested request, Instant at, Gap... gaps) {
        return new SyncCompleted(
                run(request),
                Map.of("Invoices", "w-" + request.getRunId()),
                List.of(gaps),
                streams(4),
                usage(4),
                end(request),
                at);
    }

    static SyncFailed failed(SyncRequested request, String code, Instant at) {
        return new SyncFailed(run(request), code, "invalid_grant", streams(1), usage(1), at);
    }

    static SyncProjected projected(SyncRequested request, Instant at) {
        return projected(request, null, at);
    }

    /** What the ledger has on the bank account, of which the provider says 100. */
    static Proof proof(String ours) {
        ProofDifference bank = new ProofDifference(
                "35", "Checking", new BigDecimal(ours).setScale(10), new BigDecimal("100").setScale(10));
        boolean agrees = bank.getOurs().compareTo(bank.getTheirs()) == 0;
        return new Proof(agrees, LocalDate.of(2026, 11, 23), agrees ? List.of() : List.of(bank));
    }

    static SyncProjected projected(SyncRequested request, Proof proof, Instant at) {
        return new SyncProjected(
                request.getRunId(),
                request.getAttempt(),
                request.getPracticeId(),
                request.getClientId(),
                request.getConnectionId(),
                end(request),
                List.of(),
                Map.of("Invoice", 40L),
                at,
                proof);
    }

    private static Sequence end(SyncRequested request) {
        return new Sequence(request.getAttempt(), 4, 11);
    }

    private static RunRef run(SyncRequested request) {
        return new RunRef(
                request.getRunId(),
                request.getAttempt(),
                request.getPracticeId(),
                request.getClientId(),
                request.getConnectionId(),
                request.getProvider(),
                request.getOrganisationId(),
                request.getKind());
    }

    private static List<StreamProgress> streams(int slice) {
        return List.of(new StreamProgress("Invoices", "READING", slice * 10L, 40L));
    }

    private static Usage usage(int slice) {
        return new Usage((long) slice, 0L, 1000L, 900L, 50L, (long) slice);
    }
}
