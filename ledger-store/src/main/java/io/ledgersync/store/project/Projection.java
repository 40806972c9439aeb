package io.ledgersync.store.project;

import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.store.entity.Clients;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes a batch: documents first, then how far each client has come, then the word that a run can be read.
 *
 * <p>It may be done again from its beginning at any point: every step is idempotent.
 */
@Component
class Projection {

    /** MongoDB's limit is 16 MiB; the rest is for what the driver puts around a document. */
    private static final int LARGEST_DOCUMENT = 16 * 1024 * 1024 - 64 * 1024;
    /** Smaller than this as text, a document cannot be too large as BSON. */
    private static final int SURELY_SMALL = LARGEST_DOCUMENT / 8;

    private final Ledger ledger;
    private final Clients clients;
    private final Announcements announcements;
    private final StoreMetrics metrics;

    Projection(Ledger ledger, Clients clients, Announcements announcements, StoreMetrics metrics) {
        this.ledger = ledger;
        this.clients = clients;
        this.announcements = announcements;
        this.metrics = metrics;
    }

    /** Completes when the whole batch is written and said. */
    Mono<Void> write(Batch batch) {
        return Flux.fromIterable(batch.practices().entrySet())
                .concatMap(entry -> clients.belongs(entry.getKey(), entry.getValue()))
                .then(purge(batch.deleted()))
                .then(Mono.defer(() -> clients.goneOf(batch.progress().keySet())))
                .flatMap(gone -> writeChanges(batch, gone))
                .then(Mono.defer(() -> announcements.unreadable(batch.unreadable())));
    }

    private Mono<Void> purge(Map<String, String> deleted) {
        return Flux.fromIterable(deleted.entrySet())
                .concatMap(entry -> clients.gone(entry.getKey(), entry.getValue())
                        .then(ledger.keys(entry.getKey()).collectList())
                        .flatMap(keys -> announcements.tombstones(entry.getKey(), keys))
                        .then(ledger.purge(entry.getKey())))
                .then();
    }

    private Mono<Void> writeChanges(Batch batch, Set<String> gone) {
        return Flux.fromIterable(batch.newest().entrySet())
                .flatMap(entry -> write(entry.getKey(), entry.getValue().values(), gone))
                .then(Flux.fromIterable(batch.progress().entrySet())
                        .filter(entry -> !gone.contains(entry.getKey()))
                        .concatMap(entry -> clients.projected(
                                entry.getKey(), entry.getValue().practiceId(), entry.getValue().order()))
                        .then())
                .then(Flux.fromIterable(batch.ended())
                        .filter(end -> !gone.contains(end.getChange().getClientId()))
                        .concatMap(this::announce)
                        .then());
    }

    private Mono<Void> write(EntityKind kind, Collection<LedgerDocument> documents, Set<String> gone) {
        List<LedgerDocument> writable = new ArrayList<>(documents.size());
        List<LedgerDocument> tooLarge = new ArrayList<>();
        List<LedgerDocument> late = new ArrayList<>();
        for (LedgerDocument document : documents) {
            if (gone.contains(document.document().getString(LedgerDocument.CLIENT))) {
                late.add(document);
            } else {
                (isTooLarge(document) ? tooLarge : writable).add(document);
            }
        }
        Mono<Void> written = writable.isEmpty()
                ? Mono.empty()
                : ledger.write(kind, writable).doOnSuccess(done -> metrics.written(writable.size()));
        return written.thenMany(Flux.fromIterable(tooLarge)
                        .concatMap(document -> announcements
                                .tooLarge(document)
                                .then(ledger.keepPlace(document))
                                .doOnSuccess(done -> metrics.unwritable())))
                .then(tombstonesFor(late));
    }

    private Mono<Void> tombstonesFor(List<LedgerDocument> late) {
        Set<String> clientIds = new HashSet<>();
        late.forEach(document -> clientIds.add(document.document().getString(LedgerDocument.CLIENT)));
        return Flux.fromIterable(clientIds)
                .concatMap(client -> announcements.tombstones(
                        client,
                        late.stream()
                                .filter(document -> client.equals(document.document().getString(LedgerDocument.CLIENT)))
                                .map(LedgerDocument::id)
                                .toList()))
                .then();
    }

    private static boolean isTooLarge(LedgerDocument document) {
        String json = document.document().getString(LedgerDocument.JSON);
        return json != null
                && json.length() > SURELY_SMALL
                && new RawBsonDocument(document.document(), new DocumentCodec()).getByteBuffer().remaining() > LARGEST_DOCUMENT;
    }

    private Mono<Void> announce(RunEnded end) {
        String client = end.getChange().getClientId();
        return Mono.zip(ledger.counts(client, end.getChange().getOrganisationId()), ledger.unwritten(client, end.getChange().getRunId()))
                .flatMap(counted -> announcements.projected(end, counted.getT1(), counted.getT2()))
                .doOnSuccess(done -> metrics.runProjected());
    }
}
