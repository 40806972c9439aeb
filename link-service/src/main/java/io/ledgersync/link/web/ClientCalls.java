package io.ledgersync.link.web;

import io.ledgersync.link.client.Clients;
import io.ledgersync.link.list.ClientList;
import io.ledgersync.link.list.ListQuery;
import io.ledgersync.web.access.Caller;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Clients over HTTP. */
@RestController
@RequestMapping("/api/clients")
class ClientCalls {
    private final Clients clients;
    private final ClientList list;

    ClientCalls(Clients clients, ClientList list) {
        this.clients = clients;
        this.list = list;
    }

    record NewClient(@Nullable String name) {}

    @PostMapping
    ResponseEntity<ClientView> create(@AuthenticationPrincipal Jwt token, @RequestBody NewClient wish) {
        Caller caller = Callers.changing(token);
        ClientView made = ClientView.of(clients.create(caller.practiceId(), wish.name()));
        return ResponseEntity.created(URI.create("/api/clients/" + made.id())).body(made);
    }

    @GetMapping
    Items<ClientView> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Caller caller = Callers.reading(token);
        ClientList.Page page =
                list.page(caller.practiceId(), new ListQuery(query, state, provider, sort, limit, cursor));
        return new Items<>(page.clients().stream().map(ClientView::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    ClientView get(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Callers.reading(token);
        return ClientView.of(clients.get(caller.practiceId(), id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Callers.changing(token);
        clients.delete(caller.practiceId(), id);
        return ResponseEntity.accepted().build();
    }
}
