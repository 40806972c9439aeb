package io.ledgersync.store.entity;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
    private static final String LINK_VERSION = "linkVersion";
    private static final String PROOF = "proof";
    private static final String UNWRITTEN = "unwritten";
    private static final String REPLACED = "replacedConnections";

    private final MongoCollection<Document> clients;

    Clients(MongoDatabase database) {
        this.clients = database.getCollection(COLLECTION);
    }

    /** A client belongs to a practice. */
    public Mono<Void> belongs(String clientId, String practiceId) {
        return set(clientId, Updates.set(PRACTICE, practiceId));
    }

    /** The client is deleted; this is remembered for ever, so that a late change of it is recognised. */
    public Mono<Void> gone(String clientId, String practiceId) {
        return set(
                clientId,
                Updates.combine(
                        Updates.set(PRACTICE, practiceId),
                        Updates.set(GONE, true),
                        Updates.unset(PROJECTED),
                        Updates.unset(PROOF)));
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
     * A client is linked to an organisation.
     *
     * @param version grows with every event of the client
     */
    public record Link(String clientId, String practiceId, long version, String connectionId, String organisationId) {}

    /**
     * Links the client. What another organisation left is to go first: should that be interrupted, the same link finds
     * it again. A link that is not newer than the one known changes nothing: it was done before.
     *
     * @param purge removes the ledger of the organisation it is given
     */
    public Mono<Void> linked(Link link, Function<String, Mono<Void>> purge) {
        return Mono.from(clients.find(eq(ID, link.clientId())).first())
                .defaultIfEmpty(new Document())
                .filter(known -> known.get(LINK_VERSION) == null || known.getLong(LINK_VERSION) < link.version())
                .flatMap(known -> {
                    String before = known.getString(ORGANISATION);
                    boolean other = before != null && !before.equals(link.organisationId());
                    return (other
                                    ? end(link.clientId(), known.getString(CONNECTION))
                                            .then(purge.apply(before))
                                    : Mono.<Void>empty())
                            .then(set(
                                    link.clientId(),
                                    Updates.combine(
                                            Updates.set(PRACTICE, link.practiceId()),
                                            Updates.set(CONNECTION, link.connectionId()),
                                            Updates.set(ORGANISATION, link.organisationId()),
                                            Updates.set(LINK_VERSION, link.version()))));
                });
    }

    private Mono<Void> end(String clientId, String connectionId) {
        return set(clientId, Updates.combine(Updates.addToSet(REPLACED, connectionId), Updates.unset(PROOF)));
    }

    private Mono<Void> set(String clientId, Bson update) {
        return Mono.from(clients.updateOne(eq(ID, clientId), update, new UpdateOptions().upsert(true)))
                .then();
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
        return set(clientId, Updates.set(PRACTICE, practiceId))
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
        return set(clientId, Updates.set(UNWRITTEN, true));
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
        return set(clientId, Updates.set(PROOF, proof));
    }

    /** The newest result; empty while there is none. */
    public Mono<Document> proof(String clientId) {
        return Mono.from(clients.find(eq(ID, clientId)).first())
                .mapNotNull(client -> client.get(PROOF, Document.class));
    }
}
