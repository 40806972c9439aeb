package io.ledgersync.store.web;

import static com.mongodb.client.model.Filters.eq;

import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A client's ledger, read: lists of a kind and single entities with the provider's JSON. */
@RestController
@RequestMapping("/api/clients/{clientId}/ledger/{type}")
class LedgerQuestions {

    private final Ledger ledger;
    private final Callers callers;

    LedgerQuestions(Ledger ledger, Callers callers) {
        this.ledger = ledger;
        this.callers = callers;
    }

    /** A page of entities and the cursor of the next one, null at the end. */
    record Page(List<EntityView> items, @Nullable String next) {}

    @GetMapping
    Mono<Page> list(
            @AuthenticationPrincipal Jwt caller,
            @PathVariable String clientId,
            @PathVariable String type,
            @RequestParam MultiValueMap<String, String> parameters) {
        return callers.mayRead(caller, clientId).then(Mono.defer(() -> {
            EntityKind kind = kind(type);
            LedgerQuery query = LedgerQuery.of(clientId, parameters);
            return ledger.page(kind, query.filters(), query.after(), query.limit() + 1)
                    .collectList()
                    .map(found -> page(kind, found, query));
        }));
    }

    private static Page page(EntityKind kind, List<Document> found, LedgerQuery query) {
        List<Document> shown = found.subList(0, Math.min(found.size(), query.limit()));
        String next = found.size() > query.limit()
                ? LedgerQuery.cursor(shown.get(shown.size() - 1).getString(LedgerDocument.ID))
                : null;
        return new Page(
                shown.stream()
                        .map(document -> EntityView.of(kind, document, query.withProviderJson()))
                        .toList(),
                next);
    }

    @GetMapping("/{sourceId}")
    Mono<EntityView> one(
            @AuthenticationPrincipal Jwt caller,
            @PathVariable String clientId,
            @PathVariable String type,
            @PathVariable String sourceId,
            @RequestParam(required = false) @Nullable String sourceType) {
        return callers.mayRead(caller, clientId).then(Mono.defer(() -> {
            EntityKind kind = kind(type);
            List<Bson> filters = new ArrayList<>(
                    List.of(eq(LedgerDocument.CLIENT, clientId), eq(LedgerDocument.SOURCE_ID, sourceId)));
            if (sourceType != null) {
                filters.add(eq(LedgerDocument.SOURCE_TYPE, sourceType));
            }
            return ledger.page(kind, filters, null, 2).collectList().map(found -> single(kind, sourceId, found));
        }));
    }

    private static EntityView single(EntityKind kind, String sourceId, List<Document> found) {
        if (found.isEmpty()) {
            throw Problem.UNKNOWN_ENTITY.because(
                    "There is no \"" + sourceId + "\" among this client's " + kind.path() + ".");
        }
        if (found.size() > 1) {
            throw Problem.AMBIGUOUS_ENTITY.because("\"" + sourceId + "\" is the id of a "
                    + found.get(0).getString(LedgerDocument.SOURCE_TYPE) + " and of a "
                    + found.get(1).getString(LedgerDocument.SOURCE_TYPE)
                    + "; say which with the parameter sourceType.");
        }
        return EntityView.of(kind, found.get(0), true);
    }

    private static EntityKind kind(String type) {
        return EntityKind.ofPath(type)
                .orElseThrow(() -> Problem.UNKNOWN_ENTITY_TYPE.because(
                        "There is no entity type \"" + type + "\"; allowed: " + EntityKind.allPaths() + "."));
    }
}
