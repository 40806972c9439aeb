package io.ledgersync.store.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
        return callers.mayRead(caller, clientId).then(kind(type)).flatMap(kind -> {
            LedgerQuery query = LedgerQuery.of(clientId, parameters);
            return ledger.find(kind, query.filter(), query.order().sort(), query.limit() + 1)
                    .collectList()
                    .map(found -> page(found, query));
        });
    }

    private static Page page(List<Document> found, LedgerQuery query) {
        List<Document> shown = found.subList(0, Math.min(found.size(), query.limit()));
        String next = found.size() > query.limit() ? query.order().cursorAfter(shown.get(shown.size() - 1)) : null;
        return new Page(
                shown.stream()
                        .map(document -> EntityView.of(document, query.withProviderJson()))
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
        return callers.mayRead(caller, clientId).then(kind(type)).flatMap(kind -> {
            Bson named = and(eq(LedgerDocument.CLIENT, clientId), eq(LedgerDocument.SOURCE_ID, sourceId));
            Bson filter = sourceType == null ? named : and(named, eq(LedgerDocument.SOURCE_TYPE, sourceType));
            return ledger.find(kind, filter, Sorts.ascending(LedgerDocument.ID), 2)
                    .collectList()
                    .map(found -> single(kind, sourceId, found));
        });
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
        return EntityView.of(found.get(0), true);
    }

    private Mono<EntityKind> kind(String type) {
        Optional<EntityKind> asked = EntityKind.ofPath(type);
        return asked.isPresent() && EntityKind.known().contains(asked.get())
                ? Mono.just(asked.get())
                : ledger.kinds().map(kinds -> asked.filter(kinds::contains).orElseThrow(() -> unknown(type, kinds)));
    }

    private static RuntimeException unknown(String type, List<EntityKind> kinds) {
        return Problem.UNKNOWN_ENTITY_TYPE.because("There is no entity type \"" + type + "\"; allowed: "
                + kinds.stream().map(EntityKind::path).collect(Collectors.joining(", ")) + ".");
    }
}
