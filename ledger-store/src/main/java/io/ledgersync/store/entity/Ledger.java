package io.ledgersync.store.entity;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The collections of the ledger, one for each kind of entity: written idempotently, read by client.
 *
 * <p>Every write is conditional on the document being older, so that a repeat or a latecomer changes nothing.
 */
@Component
public class Ledger {

    private static final int DUPLICATE_KEY = 11000;
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoDatabase database;

    Ledger(MongoDatabase database) {
        this.database = database;
    }

    /** Creates the indexes that the questions need; idempotent. */
    public Mono<Void> prepare() {
        return Flux.fromArray(EntityKind.values())
                .concatMap(kind -> Flux.from(collection(kind)
                                .createIndex(
                                        Indexes.ascending(LedgerDocument.CLIENT, LedgerDocument.ID),
                                        new IndexOptions().name("client")))
                        .thenMany(collection(kind)
                                .createIndex(
                                        Indexes.ascending(
                                                LedgerDocument.CLIENT,
                                                LedgerDocument.SOURCE_TYPE,
                                                LedgerDocument.ORDER),
                                        new IndexOptions().name("sequence"))))
                .then();
    }

    MongoCollection<Document> collection(EntityKind kind) {
        return database.getCollection(kind.path());
    }

    /**
     * Writes the documents of one kind, each unless a newer one is there; at most one document a key.
     *
     * <p>An upsert whose filter finds the document too new tries to insert it and fails with E11000. That is "already
     * applied", or two inserts that met: repeating without upsert tells them apart, for then "no match" can only mean
     * the first.
     */
    public Mono<Void> write(EntityKind kind, List<LedgerDocument> documents) {
        return bulk(kind, documents, true).onErrorResume(MongoBulkWriteException.class, failed -> {
            List<LedgerDocument> met = new ArrayList<>();
            for (BulkWriteError error : failed.getWriteErrors()) {
                if (error.getCode() != DUPLICATE_KEY) {
                    return Mono.error(failed);
                }
                met.add(documents.get(error.getIndex()));
            }
            return failed.getWriteConcernError() != null || met.isEmpty() ? Mono.error(failed) : bulk(kind, met, false);
        });
    }

    private Mono<Void> bulk(EntityKind kind, List<LedgerDocument> documents, boolean upsert) {
        List<WriteModel<Document>> models = new ArrayList<>(documents.size());
        for (LedgerDocument document : documents) {
            models.add(new ReplaceOneModel<>(
                    and(eq(LedgerDocument.ID, document.id()), lt(LedgerDocument.ORDER, document.order())),
                    document.document(),
                    new ReplaceOptions().upsert(upsert)));
        }
        return Mono.from(collection(kind).bulkWrite(models, UNORDERED)).then();
    }

    /**
     * Keeps the place of a change whose content cannot be written: older content is marked, a new record stays hidden.
     */
    public Mono<Void> keepPlace(LedgerDocument unwritable) {
        Document bare = new Document(unwritable.document());
        bare.remove(LedgerDocument.ENTITY);
        bare.remove(LedgerDocument.JSON);
        String run = bare.getString(LedgerDocument.RUN);
        Bson mark = Updates.combine(
                Updates.set(LedgerDocument.ORDER, unwritable.order()),
                Updates.set(LedgerDocument.STALE_SINCE_RUN, run));
        Bson older = and(eq(LedgerDocument.ID, unwritable.id()), lt(LedgerDocument.ORDER, unwritable.order()));
        return Mono.from(collection(unwritable.kind()).updateOne(older, mark, new UpdateOptions()))
                .flatMap(result -> result.getMatchedCount() > 0
                        ? Mono.empty()
                        : write(
                                unwritable.kind(),
                                List.of(new LedgerDocument(
                                        unwritable.kind(),
                                        unwritable.id(),
                                        unwritable.order(),
                                        bare.append(LedgerDocument.DELETED, true)
                                                .append(LedgerDocument.STALE_SINCE_RUN, run)))));
    }

    /** How many records of a run could not be written, by source type. */
    public Mono<Map<String, Long>> unwritten(String clientId, String runId) {
        return counts(and(eq(LedgerDocument.CLIENT, clientId), eq(LedgerDocument.STALE_SINCE_RUN, runId)));
    }

    /** How many records a client's ledger holds of one organisation, by source type. */
    public Mono<Map<String, Long>> counts(String clientId, String organisationId) {
        return counts(and(
                eq(LedgerDocument.CLIENT, clientId),
                eq(LedgerDocument.ORGANISATION, organisationId),
                eq(LedgerDocument.DELETED, false)));
    }

    private Mono<Map<String, Long>> counts(Bson filter) {
        return Flux.fromArray(EntityKind.values())
                .concatMap(kind -> collection(kind)
                        .aggregate(List.of(
                                Aggregates.match(filter),
                                Aggregates.group("$" + LedgerDocument.SOURCE_TYPE, Accumulators.sum("count", 1L)))))
                .collectMap(row -> row.getString(LedgerDocument.ID), row -> java.util.Objects.requireNonNull(
                                row.get("count", Number.class))
                        .longValue());
    }

    /** A page of entities in the order of their keys, after the given one. */
    public Flux<Document> page(EntityKind kind, List<Bson> filters, @Nullable String after, int limit) {
        List<Bson> all = new ArrayList<>(filters);
        all.add(eq(LedgerDocument.DELETED, false));
        if (after != null) {
            all.add(gt(LedgerDocument.ID, after));
        }
        return Flux.from(collection(kind)
                .find(and(all))
                .sort(Sorts.ascending(LedgerDocument.ID))
                .limit(limit));
    }

    /**
     * The ids of the records that were last seen before a place in the client's changes, in the order of their keys.
     */
    public Flux<Document> lastSeenBefore(
            String clientId,
            String organisationId,
            String sourceType,
            String order,
            @Nullable String after,
            int limit) {
        List<Bson> filters = List.of(
                eq(LedgerDocument.CLIENT, clientId),
                eq(LedgerDocument.ORGANISATION, organisationId),
                eq(LedgerDocument.SOURCE_TYPE, sourceType),
                lt(LedgerDocument.ORDER, order));
        return Flux.fromArray(EntityKind.values())
                .concatMap(kind -> page(kind, filters, after, limit))
                .take(limit);
    }

    /** The keys of everything that a client has, of one organisation or (null) of all, hidden documents too. */
    public Flux<String> keys(String clientId, @Nullable String organisationId) {
        Bson theirs = of(clientId, organisationId);
        return Flux.fromArray(EntityKind.values()).concatMap(kind -> Flux.from(
                        collection(kind).find(theirs).projection(new Document(LedgerDocument.ID, 1)))
                .map(document -> document.getString(LedgerDocument.ID)));
    }

    /** Removes everything that a client has, of one organisation or (null) of all. */
    public Mono<Void> purge(String clientId, @Nullable String organisationId) {
        Bson theirs = of(clientId, organisationId);
        return Flux.fromArray(EntityKind.values())
                .concatMap(kind -> collection(kind).deleteMany(theirs))
                .then();
    }

    private static Bson of(String clientId, @Nullable String organisationId) {
        Bson client = eq(LedgerDocument.CLIENT, clientId);
        return organisationId == null ? client : and(client, eq(LedgerDocument.ORGANISATION, organisationId));
    }
}
