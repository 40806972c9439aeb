package io.ledgersync.link.web;

import io.ledgersync.link.Problem;
import io.ledgersync.link.Provider;
import io.ledgersync.link.grant.Lease;
import io.ledgersync.link.grant.Leases;
import io.ledgersync.link.permit.Ask;
import io.ledgersync.link.permit.Issue;
import io.ledgersync.link.permit.PermitBook;
import io.ledgersync.link.permit.PermitBooks;
import io.ledgersync.link.permit.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What connectors ask: access tokens and permits. */
@RestController
@RequestMapping("/internal")
class InternalCalls {
    private static final int LONGEST_HOLDER = 200;
    private static final int MOST_ASKED = 100_000;
    private static final Duration OLDEST_REPORT = Duration.ofMinutes(1);

    private final Leases leases;
    private final PermitBooks books;
    private final Scheduler lookups;

    InternalCalls(Leases leases, PermitBooks books, Scheduler lookups) {
        this.leases = leases;
        this.books = books;
        this.lookups = lookups;
    }

    record LeaseWish(@Nullable String refused) {}

    record Leased(String accessToken, Instant expiresAt) {}

    record PermitWish(
            @Nullable String holder,
            @Nullable Integer priority,
            @Nullable Integer normal,
            @Nullable Integer givenBack,
            @Nullable Integer appMinuteRemaining,
            @Nullable Long appMinuteAgeMillis) {}

    record Permits(int priority, int normal, long validMillis, long retryMillis) {}

    /** Holds no thread while a token endpoint is slow. */
    @PostMapping("/connections/{connectionId}/lease")
    Mono<ResponseEntity<?>> lease(
            @PathVariable String connectionId, @RequestBody(required = false) @Nullable LeaseWish wish) {
        UUID id;
        try {
            id = UUID.fromString(connectionId);
        } catch (IllegalArgumentException e) {
            return Mono.just(answer(new Lease.Ended()));
        }
        return Mono.fromCallable(() -> leases.lease(id, wish == null ? null : wish.refused()))
                .subscribeOn(lookups)
                .flatMap(Mono::fromFuture)
                .map(InternalCalls::answer);
    }

    private static ResponseEntity<?> answer(Lease lease) {
        if (lease instanceof Lease.Granted granted) {
            return ResponseEntity.ok()
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .body(new Leased(granted.accessToken(), granted.expiresAt()));
        }
        if (lease instanceof Lease.Refused refused) {
            ProblemDetail document = Problem.AUTH_FAILED.document(refused.detail());
            document.setProperty("code", Problem.AUTH_FAILED.name());
            return ResponseEntity.of(document).build();
        }
        if (lease instanceof Lease.Unavailable away) {
            return ResponseEntity.status(Problem.PROVIDER_UNAVAILABLE.status())
                    .header(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(Math.max(1, away.retryAfter().toSeconds())))
                    .body(Problem.PROVIDER_UNAVAILABLE.document(away.detail()));
        }
        return ResponseEntity.of(
                        Problem.CONNECTION_ENDED.document("The client is not linked through this connection any more"))
                .build();
    }

    @PostMapping("/permits/{provider}")
    Permits permits(@PathVariable String provider, @RequestBody PermitWish wish) {
        PermitBook book = books.of(Provider.named(provider));
        String holder = wish.holder();
        if (holder == null || holder.isBlank() || holder.length() > LONGEST_HOLDER) {
            throw Problem.INVALID_VALUE.because(
                    "holder is " + Problem.quoted(holder) + "; it must be the name of a replica");
        }
        // What a provider says is no fault of the asker: a report with permits given back must not be lost for it.
        Issue issue = book.issue(new Ask(
                holder,
                count("priority", wish.priority()),
                count("normal", wish.normal()),
                count("givenBack", wish.givenBack()),
                reported(wish)));
        return new Permits(
                issue.priority(),
                issue.normal(),
                Issue.VALID.toMillis(),
                issue.retry().toMillis());
    }

    private static @Nullable Reported reported(PermitWish wish) {
        Integer remaining = wish.appMinuteRemaining();
        if (remaining == null) {
            return null;
        }
        long age = wish.appMinuteAgeMillis() == null ? 0 : wish.appMinuteAgeMillis();
        return new Reported(
                Math.min(Math.max(0, remaining), MOST_ASKED),
                Duration.ofMillis(Math.min(Math.max(0, age), OLDEST_REPORT.toMillis())));
    }

    private static int count(String name, @Nullable Integer value) {
        if (value == null) {
            return 0;
        }
        if (value < 0 || value > MOST_ASKED) {
            throw Problem.INVALID_VALUE.because(name + " is " + value + "; it must be 0 to " + MOST_ASKED);
        }
        return value;
    }
}
