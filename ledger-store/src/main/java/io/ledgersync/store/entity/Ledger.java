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
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    /** What is wrong with the document, not with the server: bad value, overflow, too deep, too large, names. */
    private static final Set<Integer> CONTENT_REFUSED =
            Set.of(2, 14, 15, 22, 52, 57, 171, 10334, 17280, 17419, 17420, 51091);

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoDatabase database;
    private final Set<EntityKind> prepared = ConcurrentHashMap.newKeySet();

    Ledger(MongoDatabase database) {
        this.database = database;
    }

    /** Creates the collections' indexes; idempotent. */
    public Mono<Void> prepare() {
        return kinds().flatMapMany(Flux::fromIterable).concatMap(this::prepare).then();
    }

    private Mono<Void> prepare(EntityKind kind) {
        return Flux.from(collection(kind).createIndexes(LedgerIndexes.all()))
                .then()
                .doOnSuccess(done -> prepared.add(kind));
    }

    /**
     * The kinds of this version's contract and those that other versions have left in the database, in the order of
     * their paths.
     */
    public Mono<List<EntityKind>> kinds() {
        return Flux.from(database.listCollectionNames())
                .filter(name -> !name.equals(Clients.COLLECTION))
                .flatMapIterable(name -> EntityKind.ofPath(name).stream().toList())
                .concatWithValues(EntityKind.known().toArray(EntityKind[]::new))
                .collectSortedList(Comparator.comparing(EntityKind::path))
                .map(all -> all.stream().distinct().toList());
    }

    private Flux<EntityKind> everyKind() {
        return kinds().flatMapMany(Flux::fromIterable);
    }

    MongoCollection<Document> collection(EntityKind kind) {
        return database.getCollection(kind.path());
    }

    /** A document that MongoDB refuses, and why. */
    public record Refused(LedgerDocument document, String reason) {}

    /**
     * Writes the documents of one kind, each unless a newer one is there; at most one document a key.
     *
     * <p>An upsert whose filter finds the document too new tries to insert it and fails with E11000. That is "already
     * applied", or two inserts that met: repeating without upsert tells them apart, for then "no match" can only mean
     * the first.
     *
     * @return those that MongoDB will refuse however often they are tried
     */
    public Mono<List<Refused>> write(EntityKind kind, List<LedgerDocument> documents) {
        return write(kind, documents, Filters::lt);
    }

    /** As {@link #write}, but what is there of the same change is written again: for a rebuild. */
    public Mono<List<Refused>> rewrite(EntityKind kind, List<LedgerDocument> documents) {
        return write(kind, documents, Filters::lte);
    }

    private Mono<List<Refused>> write(EntityKind kind, List<LedgerDocument> documents, Replaceable replaceable) {
        Mono<List<Refused>> write = bulk(kind, documents, true, replaceable)
                .thenReturn(List.<Refused>of())
                .onErrorResume(MongoBulkWriteException.class, failed -> repeated(kind, documents, failed, replaceable));
        return prepared.contains(kind) ? write : prepare(kind).then(write);
    }

    /** Which documents a change replaces, by their order and its own. */
    private interface Replaceable {
        Bson by(String field, String order);
    }

    private Mono<List<Refused>> repeated(
            EntityKind kind, List<LedgerDocument> documents, MongoBulkWriteException failed, Replaceable replaceable) {
        List<LedgerDocument> met = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (BulkWriteError error : failed.getWriteErrors()) {
            LedgerDocument document = documents.get(error.getIndex());
            if (error.getCode() == DUPLICATE_KEY) {
                met.add(document);
            } else if (CONTENT_REFUSED.contains(error.getCode())) {
                refused.add(new Refused(document, error.getMessage()));
            } else {
                return Mono.error(failed);
            }
        }
        if (failed.getWriteConcernError() != null || (met.isEmpty() && refused.isEmpty())) {
            return Mono.error(failed);
        }
        return met.isEmpty()
                ? Mono.just(refused)
                : bulk(kind, met, false, replaceable).thenReturn(refused);
    }

    private Mono<Void> bulk(EntityKind kind, List<LedgerDocument> documents, boolean upsert, Replaceable replaceable) {
        List<WriteModel<Document>> models = new ArrayList<>(documents.size());
        for (LedgerDocument document : documents) {
            models.add(new ReplaceOneModel<>(
                    and(eq(LedgerDocument.ID, document.id()), replaceable.by(LedgerDocument.ORDER, document.order())),
                    document.document(),
                    new ReplaceOptions().upsert(upsert)));
        }
        return Mono.from(collection(kind).bulkWrite(models, UNORDERED)).then();
    }

    /**
     * Keeps the place of a change whose content cannot be written: older content is marked, a new record stays hidden.
     */
    public Mono<Void> keepPlace(LedgerDocument unwritable) {
        LedgerDocument hidden = unwritable.hidden();
        Bson mark = Updates.combine(
                Updates.set(LedgerDocument.ORDER, hidden.order()),
                Updates.set(LedgerDocument.STALE_SINCE_RUN, hidden.document().getString(LedgerDocument.RUN)));
        Bson older = and(eq(LedgerDocument.ID, hidden.id()), lt(LedgerDocument.ORDER, hidden.order()));
        return Mono.from(collection(hidden.kind()).updateOne(older, mark))
                .flatMap(result -> result.getMatchedCount() > 0
                        ? Mono.empty()
                        : write(hidden.kind(), List.of(hidden)).then());
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
        return everyKind()
                .concatMap(kind -> collection(kind)
                        .aggregate(List.of(
                                Aggregates.match(filter),
                                Aggregates.group("$" + LedgerDocument.SOURCE_TYPE, Accumulators.sum("count", 1L)))))
                .collectMap(row -> row.getString(LedgerDocument.ID), row -> Objects.requireNonNull(
                                row.get("count", Number.class))
                        .longValue());
    }

    /** At most so many of a client's entities, hidden ones left out, in the order given. */
    public Flux<Document> find(EntityKind kind, Bson filter, Bson sort, int limit) {
        return Flux.from(collection(kind)
                .find(and(filter, eq(LedgerDocument.DELETED, false)))
                .sort(sort)
                .limit(limit));
    }

    /** All of an organisation's entities of one source type, with these fields alone, in no order. */
    public Flux<Document> all(EntityKind kind, String clientId, String organisationId, Bson filter, Bson fields) {
        return Flux.from(collection(kind)
                .find(and(
                        eq(LedgerDocument.CLIENT, clientId),
                        eq(LedgerDocument.ORGANISATION, organisationId),
                        eq(LedgerDocument.DELETED, false),
                        filter))
                .projection(fields)
                // Small, so that the server fetches some while its client still reads the ones before.
                .batchSize(250));
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
        Bson filter = after == null ? and(filters) : and(and(filters), gt(LedgerDocument.ID, after));
        return everyKind()
                .concatMap(kind -> find(kind, filter, Sorts.ascending(LedgerDocument.ID), limit))
                .take(limit);
    }

    /** The keys of everything that a client has, of one organisation or (null) of all, hidden documents too. */
    public Flux<String> keys(String clientId, @Nullable String organisationId) {
        Bson theirs = of(clientId, organisationId);
        return everyKind().concatMap(kind -> Flux.from(
                        collection(kind).find(theirs).projection(new Document(LedgerDocument.ID, 1)))
                .map(document -> document.getString(LedgerDocument.ID)));
    }

    /** Removes everything that a client has, of one organisation or (null) of all. */
    public Mono<Void> purge(String clientId, @Nullable String organisationId) {
        Bson theirs = of(clientId, organisationId);
        return everyKind()
                .concatMap(kind -> collection(kind).deleteMany(theirs))
                .then();
    }

    private static Bson of(String clientId, @Nullable String organisationId) {
        Bson client = eq(LedgerDocument.CLIENT, clientId);
        return organisationId == null ? client : and(client, eq(LedgerDocument.ORGANISATION, organisationId));
    }
}
