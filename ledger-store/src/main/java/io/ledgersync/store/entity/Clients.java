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
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose client is whose, which are gone for ever, and how far each one's changes are projected. */
@Component
public class Clients {

    private static final String ID = "_id";
    private static final String PRACTICE = "practiceId";
    private static final String GONE = "deleted";
    private static final String PROJECTED = "projected";

    private final MongoCollection<Document> clients;

    Clients(MongoDatabase database) {
        this.clients = database.getCollection("clients");
    }

    /** A client belongs to a practice. */
    public Mono<Void> belongs(String clientId, String practiceId) {
        return Mono.from(clients.updateOne(eq(ID, clientId), Updates.set(PRACTICE, practiceId), new UpdateOptions().upsert(true)))
                .then();
    }

    /** The client is deleted; this is remembered for ever, so that a late change of it is recognised. */
    public Mono<Void> gone(String clientId, String practiceId) {
        return Mono.from(clients.updateOne(
                        eq(ID, clientId),
                        Updates.combine(Updates.set(PRACTICE, practiceId), Updates.set(GONE, true), Updates.unset(PROJECTED)),
                        new UpdateOptions().upsert(true)))
                .then();
    }

    /** Which of these clients are deleted. */
    public Mono<Set<String>> goneOf(Collection<String> clientIds) {
        return Flux.from(clients.find(and(in(ID, clientIds), eq(GONE, true))))
                .map(document -> document.getString(ID))
                .collect(Collectors.toSet());
    }

    /** Whether a client is this practice's and not deleted. */
    public Mono<Boolean> isOf(String clientId, String practiceId) {
        return Mono.from(clients.find(eq(ID, clientId)).first())
                .map(document ->
                        practiceId.equals(document.getString(PRACTICE)) && !Boolean.TRUE.equals(document.getBoolean(GONE)))
                .defaultIfEmpty(false);
    }

    /** All changes of the client up to this one are written. */
    public Mono<Void> projected(String clientId, String practiceId, String order) {
        return Mono.from(clients.updateOne(
                        eq(ID, clientId), Updates.set(PRACTICE, practiceId), new UpdateOptions().upsert(true)))
                .then(Mono.from(clients.updateOne(
                        and(eq(ID, clientId), new Document("$or", java.util.List.of(
                                new Document(PROJECTED, new Document("$exists", false)), lt(PROJECTED, order)))),
                        Updates.set(PROJECTED, order))))
                .then();
    }

    /** Up to where the client's changes are written; empty when nothing is. */
    public Mono<String> projected(String clientId) {
        return Mono.from(clients.find(eq(ID, clientId)).first()).mapNotNull(document -> document.getString(PROJECTED));
    }
}
