package io.ledgersync.store.project;

import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.store.balance.Proofs;
import io.ledgersync.store.entity.Clients;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes a batch: documents first, then how far each client has come. That a run can be read is said afterwards.
 *
 * <p>It may be done again from its beginning at any point: every step is idempotent.
 */
@Component
class Projection {

    /** MongoDB's limit is 16 MiB; the rest is for what the driver puts around a document. */
    private static final int LARGEST_DOCUMENT = 16 * 1024 * 1024 - 64 * 1024;

    private static final String TOO_LARGE = "the document is larger than MongoDB allows; allowed: 16 MiB";
    /** Where the provider's JSON is smaller, it and the entity that was made of it cannot be too large as BSON. */
    private static final int SURELY_SMALL = LARGEST_DOCUMENT / 16;

    private final Ledger ledger;
    private final Clients clients;
    private final Proofs proofs;
    private final Announcements announcements;
    private final StoreMetrics metrics;

    Projection(Ledger ledger, Clients clients, Proofs proofs, Announcements announcements, StoreMetrics metrics) {
        this.ledger = ledger;
        this.clients = clients;
        this.proofs = proofs;
        this.announcements = announcements;
        this.metrics = metrics;
    }

    /** Completes when the whole batch is written; that runs have ended is not said yet. */
    Mono<Void> write(Batch batch) {
        return Flux.fromIterable(batch.practices().entrySet())
                .concatMap(entry -> clients.belongs(entry.getKey(), entry.getValue()))
                .thenMany(Flux.fromIterable(batch.linked()).concatMap(this::replaceWhatAnotherOrganisationLeft))
                .then(purge(batch.deleted()))
                .then(Mono.defer(() -> clients.endedOf(batch.progress().keySet())))
                .flatMap(ended -> writeChanges(batch, ended))
                .then(Mono.defer(() -> announcements.unreadable(batch.unreadable())));
    }

    private Mono<Void> purge(Map<String, String> deleted) {
        return Flux.fromIterable(deleted.entrySet())
                .concatMap(
                        entry -> clients.gone(entry.getKey(), entry.getValue()).then(purge(entry.getKey(), null)))
                .then();
    }

    /**
     * A client that is linked to another organisation than before begins with an empty ledger: the user asked for that.
     */
    private Mono<Void> replaceWhatAnotherOrganisationLeft(ClientLinked link) {
        return clients.linked(
                new Clients.Link(
                        link.getClientId(),
                        link.getPracticeId(),
                        link.getVersion(),
                        link.getConnectionId(),
                        link.getOrganisationId()),
                organisation -> purge(link.getClientId(), organisation));
    }

    private Mono<Void> purge(String clientId, @Nullable String organisationId) {
        return ledger.keys(clientId, organisationId)
                .collectList()
                .flatMap(keys -> announcements.tombstones(clientId, keys))
                .then(ledger.purge(clientId, organisationId));
    }

    /** Writes a batch's documents again, even those that are there: for a rebuild; announces nothing. */
    Mono<Void> rewrite(Batch batch) {
        return clients.endedOf(batch.progress().keySet())
                .flatMap(ended -> Flux.fromIterable(batch.newest().entrySet())
                        .flatMap(entry -> write(entry.getKey(), entry.getValue().values(), ended, ledger::rewrite))
                        .then());
    }

    private Mono<Void> writeChanges(Batch batch, Clients.Ended ended) {
        return Flux.fromIterable(batch.newest().entrySet())
                .flatMap(entry -> write(entry.getKey(), entry.getValue().values(), ended, ledger::write))
                .then(Flux.fromIterable(batch.progress().entrySet())
                        .filter(entry -> !ended.clients().contains(entry.getKey()))
                        .concatMap(entry -> clients.projected(
                                entry.getKey(),
                                entry.getValue().practiceId(),
                                entry.getValue().order()))
                        .then());
    }

    /** How documents of a kind are written. */
    private interface Writing {
        Mono<List<Ledger.Refused>> write(EntityKind kind, List<LedgerDocument> documents);
    }

    private Mono<Void> write(
            EntityKind kind, Collection<LedgerDocument> documents, Clients.Ended ended, Writing writing) {
        List<LedgerDocument> writable = new ArrayList<>(documents.size());
        List<Ledger.Refused> unwritable = new ArrayList<>();
        List<LedgerDocument> late = new ArrayList<>();
        for (LedgerDocument document : documents) {
            if (ended.covers(
                    document.document().getString(LedgerDocument.CLIENT),
                    document.document().getString(LedgerDocument.CONNECTION))) {
                late.add(document);
                continue;
            }
            String defect = document.defect() != null ? document.defect() : isTooLarge(document) ? TOO_LARGE : null;
            if (defect == null) {
                writable.add(document);
            } else {
                unwritable.add(new Ledger.Refused(document, defect));
            }
        }
        Mono<List<Ledger.Refused>> written = writable.isEmpty()
                ? Mono.just(List.of())
                : writing.write(kind, writable).doOnSuccess(refused -> metrics.written(writable.size()));
        return written.flatMapMany(refused -> Flux.concat(Flux.fromIterable(unwritable), Flux.fromIterable(refused)))
                .concatMap(refused -> announcements
                        .notProjected(refused.document(), refused.reason())
                        .then(clients.unwritten(refused.document().document().getString(LedgerDocument.CLIENT)))
                        .then(ledger.keepPlace(refused.document()))
                        .doOnSuccess(done -> metrics.unwritable()))
                .then(tombstonesFor(late));
    }

    private Mono<Void> tombstonesFor(List<LedgerDocument> late) {
        Set<String> clientIds = new HashSet<>();
        late.forEach(document -> clientIds.add(document.document().getString(LedgerDocument.CLIENT)));
        return Flux.fromIterable(clientIds)
                .concatMap(client -> announcements.tombstones(
                        client,
                        late.stream()
                                .filter(document ->
                                        client.equals(document.document().getString(LedgerDocument.CLIENT)))
                                .map(LedgerDocument::id)
                                .toList()))
                .then();
    }

    private static boolean isTooLarge(LedgerDocument document) {
        return document.size() > SURELY_SMALL
                && new RawBsonDocument(document.document(), new DocumentCodec())
                                .getByteBuffer()
                                .remaining()
                        > LARGEST_DOCUMENT;
    }

    /**
     * Says that a run can be read, once everything before its end is written; nothing when its connection has ended.
     */
    Mono<Void> announce(Batch.Ended ended) {
        RunEnded end = ended.event();
        String client = end.getChange().getClientId();
        return clients.endedOf(Set.of(client))
                .filter(gone -> !gone.covers(client, end.getChange().getConnectionId()))
                .flatMap(live -> announceLive(end, client, ended.trace()));
    }

    /** Hardly any client has some: the question goes through a whole ledger where a store has no index for it. */
    private Mono<Map<String, Long>> unwritten(String client, String run) {
        return clients.hasUnwritten(client).flatMap(some -> some ? ledger.unwritten(client, run) : Mono.just(Map.of()));
    }

    private Mono<Void> announceLive(RunEnded end, String client, @Nullable String trace) {
        return Mono.zip(
                        ledger.counts(client, end.getChange().getOrganisationId()),
                        unwritten(client, end.getChange().getRunId()),
                        proofs.of(end)
                                .doOnNext(metrics::proved)
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty()))
                .flatMap(known -> announcements.projected(
                        end, known.getT1(), known.getT2(), known.getT3().orElse(null), trace))
                .doOnSuccess(done -> metrics.runProjected());
    }
}
