package io.ledgersync.store.web;

import io.ledgersync.store.entity.Clients;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.entity.Order;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells a connector which records of a stream a whole reading did not see; internal. */
@RestController
class KnownKeys {

    private static final int LARGEST_LIMIT = 1000;

    private final Ledger ledger;
    private final Clients clients;

    KnownKeys(Ledger ledger, Clients clients) {
        this.ledger = ledger;
        this.clients = clients;
    }

    /** A place in a client's changes. */
    record Place(long attempt, int slice, int position) {
        String order() {
            return Order.of(attempt, slice, position);
        }
    }

    /**
     * The question.
     *
     * @param before records last seen before this place
     * @param projected answer only when everything up to here is written; null when nothing was published
     * @param after the previous page's {@code next}
     */
    record Question(
            String clientId,
            String organisationId,
            String sourceType,
            Place before,
            @Nullable Place projected,
            @Nullable String after,
            int limit) {}

    /** Source ids in the order of their keys, and where the next page begins; null at the end. */
    record Page(List<String> sourceIds, @Nullable String next) {}

    @PostMapping("/internal/keys")
    Mono<Page> lastSeenBefore(@RequestBody Question question) {
        int limit = Math.min(LARGEST_LIMIT, Math.max(1, question.limit()));
        return projectedEnough(question)
                .then(Mono.defer(() -> ledger.lastSeenBefore(
                                question.clientId(),
                                question.organisationId(),
                                question.sourceType(),
                                question.before().order(),
                                question.after(),
                                limit)
                        .collectList()))
                .map(found -> new Page(
                        found.stream()
                                .map(row -> row.getString(LedgerDocument.SOURCE_ID))
                                .toList(),
                        next(found, limit)));
    }

    private Mono<Void> projectedEnough(Question question) {
        Place needed = question.projected();
        if (needed == null) {
            return Mono.empty();
        }
        return clients.projected(question.clientId())
                .defaultIfEmpty("")
                .flatMap(order -> order.compareTo(needed.order()) >= 0
                        ? Mono.<Void>empty()
                        : Mono.error(Problem.NOT_PROJECTED_YET.because("The client's changes are written up to \""
                                + order + "\", not yet up to \"" + needed.order() + "\".")));
    }

    private static @Nullable String next(List<Document> found, int limit) {
        return found.size() < limit ? null : found.get(found.size() - 1).getString(LedgerDocument.ID);
    }
}
