package io.ledgersync.store.entity;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose client is whose, which are gone for ever, and how far each one's changes are projected. */
@Component
public class Clients {

    static final String COLLECTION = "clients";

    private static final String ID = "_id";
    private static final String PRACTICE = "practiceId";
    private static final String GONE = "deleted";
    private static final String PROJECTED = "projected";
    private static final String CONNECTION = "connectionId";
    private static final String ORGANISATION = "organisationId";
    private static final String PROOF = "proof";
    private static final String UNWRITTEN = "unwritten";
    private static final String REPLACED = "replacedConnections";

    private final MongoCollection<Document> clients;

    Clients(MongoDatabase database) {
        this.clients = database.getCollection(COLLECTION);
    }

    /** A client belongs to a practice. */
    public Mono<Void> belongs(String clientId, String practiceId) {
        return Mono.from(clients.updateOne(
                        eq(ID, clientId), Updates.set(PRACTICE, practiceId), new UpdateOptions().upsert(true)))
                .then();
    }

    /** The client is deleted; this is remembered for ever, so that a late change of it is recognised. */
    public Mono<Void> gone(String clientId, String practiceId) {
        return Mono.from(clients.updateOne(
                        eq(ID, clientId),
                        Updates.combine(
                                Updates.set(PRACTICE, practiceId),
                                Updates.set(GONE, true),
                                Updates.unset(PROJECTED),
                                Updates.unset(PROOF)),
                        new UpdateOptions().upsert(true)))
                .then();
    }

    /** What must not come back: deleted clients, and connections to organisations whose ledger was replaced. */
    public record Ended(Set<String> clients, Set<String> connections) {

        /** Whether a late change of this client and connection is to be dropped. */
        public boolean covers(String clientId, String connectionId) {
            return clients.contains(clientId) || connections.contains(connectionId);
        }
    }

    /** What has ended of these clients. */
    public Mono<Ended> endedOf(Collection<String> clientIds) {
        return Flux.from(clients.find(in(ID, clientIds))).collectList().map(found -> {
            Set<String> gone = new HashSet<>();
            Set<String> replaced = new HashSet<>();
            for (Document client : found) {
                if (Boolean.TRUE.equals(client.getBoolean(GONE))) {
                    gone.add(client.getString(ID));
                }
                replaced.addAll(client.getList(REPLACED, String.class, List.of()));
            }
            return new Ended(gone, replaced);
        });
    }

    /**
     * The client is linked to an organisation.
     *
     * @return the organisation whose ledger this one replaces; empty when it is the same as before or the first
     */
    public Mono<String> linked(String clientId, String practiceId, String connectionId, String organisationId) {
        return Mono.from(clients.find(eq(ID, clientId)).first())
                .defaultIfEmpty(new Document())
                .flatMap(before -> {
                    String replaced = before.getString(ORGANISATION);
                    boolean other = replaced != null && !replaced.equals(organisationId);
                    List<Bson> updates = new ArrayList<>(List.of(
                            Updates.set(PRACTICE, practiceId),
                            Updates.set(CONNECTION, connectionId),
                            Updates.set(ORGANISATION, organisationId)));
                    if (other) {
                        updates.add(Updates.addToSet(REPLACED, before.getString(CONNECTION)));
                        updates.add(Updates.unset(PROOF));
                    }
                    return Mono.from(clients.updateOne(
                                    eq(ID, clientId), Updates.combine(updates), new UpdateOptions().upsert(true)))
                            .then(Mono.justOrEmpty(other ? replaced : null));
                });
    }

    /** Whether a client is this practice's and not deleted. */
    public Mono<Boolean> isOf(String clientId, String practiceId) {
        return Mono.from(clients.find(eq(ID, clientId)).first())
                .map(document -> practiceId.equals(document.getString(PRACTICE))
                        && !Boolean.TRUE.equals(document.getBoolean(GONE)))
                .defaultIfEmpty(false);
    }

    /** All changes of the client up to this one are written. */
    public Mono<Void> projected(String clientId, String practiceId, String order) {
        return Mono.from(clients.updateOne(
                        eq(ID, clientId), Updates.set(PRACTICE, practiceId), new UpdateOptions().upsert(true)))
                .then(Mono.from(clients.updateOne(
                        and(
                                eq(ID, clientId),
                                new Document(
                                        "$or",
                                        List.of(
                                                new Document(PROJECTED, new Document("$exists", false)),
                                                lt(PROJECTED, order)))),
                        Updates.set(PROJECTED, order))))
                .then();
    }

    /** Some record of the client cannot be written: from now on each run's end looks which. */
    public Mono<Void> unwritten(String clientId) {
        return Mono.from(clients.updateOne(
                        eq(ID, clientId), Updates.set(UNWRITTEN, true), new UpdateOptions().upsert(true)))
                .then();
    }

    /** Whether some record of the client could ever not be written. */
    public Mono<Boolean> hasUnwritten(String clientId) {
        return Mono.from(clients.find(eq(ID, clientId)).first())
                .map(client -> Boolean.TRUE.equals(client.getBoolean(UNWRITTEN)))
                .defaultIfEmpty(false);
    }

    /** Up to where the client's changes are written; empty when nothing is. */
    public Mono<String> projected(String clientId) {
        return Mono.from(clients.find(eq(ID, clientId)).first()).mapNotNull(document -> document.getString(PROJECTED));
    }

    /** How the client's ledger compares with the provider's own report: the newest result replaces the last. */
    public Mono<Void> proved(String clientId, Document proof) {
        return Mono.from(clients.updateOne(
                        eq(ID, clientId), Updates.set(PROOF, proof), new UpdateOptions().upsert(true)))
                .then();
    }

    /** The newest result; empty while there is none. */
    public Mono<Document> proof(String clientId) {
        return Mono.from(clients.find(eq(ID, clientId)).first())
                .mapNotNull(client -> client.get(PROOF, Document.class));
    }
}
