package io.ledgersync.orchestrator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ledgersync.orchestrator.OrchestratorSettings;
import io.ledgersync.orchestrator.client.Asked;
import io.ledgersync.orchestrator.client.ClientFile;
import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.orchestrator.client.RunHistory;
import io.ledgersync.orchestrator.month.Months;
import io.ledgersync.web.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sync Now, for one client and for many, and how runs went. */
@RestController
class Syncs {

    private static final int MOST_CLIENTS = 1000;
    private static final int MOST_RUNS = 200;

    private final ClientFiles files;
    private final RunHistory history;
    private final Newcomers newcomers;
    private final Months months;
    private final OrchestratorSettings settings;
    private final Clock clock;

    Syncs(
            ClientFiles files,
            RunHistory history,
            Newcomers newcomers,
            Months months,
            OrchestratorSettings settings,
            Clock clock) {
        this.files = files;
        this.history = history;
        this.newcomers = newcomers;
        this.months = months;
        this.settings = settings;
        this.clock = clock;
    }

    /** A list, and where it goes on. */
    record Listed<T>(List<T> items, @Nullable String next) {}

    /** Which clients are to be synced. */
    record Wanted(@Nullable List<@Nullable String> clientIds) {}

    /**
     * What was done for one of several clients.
     *
     * @param outcome STARTED, ACTIVE (a run was there), NOT_LINKED or UNKNOWN_CLIENT
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Done(String clientId, String outcome, @Nullable String runId) {}

    @PostMapping("/api/clients/{clientId}/syncs")
    ResponseEntity<Object> syncNow(
            @PathVariable String clientId,
            @RequestHeader(required = false) @Nullable String traceparent,
            @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token).may(Permissions.SYNC_RUN);
        if (!newcomers.knows(caller.practiceId(), clientId)) {
            throw unknownClient(clientId);
        }
        Asked asked = ask(caller, clientId, file -> file.because(traceparent).askedByAPerson())
                .orElseThrow(() -> unknownClient(clientId));
        if (asked instanceof Asked.Started started) {
            return ResponseEntity.accepted().body(Map.of("runId", started.run().runId()));
        }
        if (asked instanceof Asked.Active active) {
            return ResponseEntity.ok(view(caller, active.run().runId()));
        }
        if (asked instanceof Asked.CoolingDown cooling) {
            throw Problem.COOLING_DOWN.because(
                    "The last sync of this client has only just completed; the next may be started at "
                            + cooling.until() + ".",
                    Duration.between(clock.instant(), cooling.until()));
        }
        if (asked instanceof Asked.MonthSpent) {
            throw Problem.MONTH_SPENT.because(
                    "The provider allows this app a limited number of calls a month, and this month's are used up. Syncs"
                            + " go on by themselves at " + months.end() + "; the operator can raise the limit with a"
                            + " larger plan at the provider.",
                    Duration.between(clock.instant(), months.end()));
        }
        throw Problem.NOT_LINKED.because(
                "Client \"" + clientId + "\" is not linked to an organisation: link it first.");
    }

    @PostMapping("/api/syncs")
    ResponseEntity<Listed<Done>> syncMany(@RequestBody Wanted wanted, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token).may(Permissions.SYNC_RUN);
        List<Done> done = clientIds(wanted).stream()
                .map(clientId -> start(caller, clientId))
                .toList();
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Listed<>(done, null));
    }

    private static List<String> clientIds(Wanted wanted) {
        List<@Nullable String> given = wanted.clientIds();
        if (given == null || given.isEmpty() || given.size() > MOST_CLIENTS) {
            throw Problem.INVALID_BODY.because("\"clientIds\" must be a list of 1 to " + MOST_CLIENTS
                    + " client ids, but " + (given == null ? "is missing" : "has " + given.size()) + ".");
        }
        LinkedHashSet<String> ids = new LinkedHashSet<>();
        for (String id : given) {
            if (id == null) {
                throw Problem.INVALID_BODY.because("\"clientIds\" must not contain null.");
            }
            if (id.chars().anyMatch(Character::isISOControl)) {
                throw Problem.INVALID_BODY.because(
                        "\"clientIds\" holds an id with a control character; allowed: the ids"
                                + " of clients as the list of clients gives them.");
            }
            ids.add(id);
        }
        return List.copyOf(ids);
    }

    private Done start(Caller caller, String clientId) {
        Asked asked = ask(caller, clientId, ClientFile::askedAmongOthers).orElse(null);
        if (asked instanceof Asked.Started started) {
            return new Done(clientId, "STARTED", started.run().runId());
        }
        if (asked instanceof Asked.Active active) {
            return new Done(clientId, "ACTIVE", active.run().runId());
        }
        return new Done(clientId, asked == null ? "UNKNOWN_CLIENT" : "NOT_LINKED", null);
    }

    private Optional<Asked> ask(Caller caller, String clientId, Function<ClientFile, Asked> question) {
        return files.open(
                        clientId,
                        file -> file.client().practiceId().equals(caller.practiceId())
                                ? Optional.of(question.apply(file))
                                : Optional.<Asked>empty())
                .flatMap(answer -> answer);
    }

    @GetMapping("/api/clients/{clientId}/syncs")
    Listed<RunView> history(
            @PathVariable String clientId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token).may(Permissions.CLIENTS_READ);
        if (limit < 1 || limit > MOST_RUNS) {
            throw Problem.INVALID_PARAMETER.because("\"limit\" is " + limit + "; allowed: 1 to " + MOST_RUNS + ".");
        }
        if (!newcomers.knows(caller.practiceId(), clientId)) {
            throw unknownClient(clientId);
        }
        long before = cursor == null ? Long.MAX_VALUE : Place.decode(cursor);
        List<RunHistory.Entry> entries = history.of(caller.practiceId(), clientId, before, limit + 1);
        List<RunHistory.Entry> shown = entries.subList(0, Math.min(limit, entries.size()));
        String next = entries.size() > limit ? Place.encode(shown.get(limit - 1).ordinal()) : null;
        return new Listed<>(shown.stream().map(entry -> view(entry)).toList(), next);
    }

    @GetMapping("/api/syncs/{runId}")
    RunView run(@PathVariable String runId, @AuthenticationPrincipal Jwt token) {
        return view(Caller.of(token).may(Permissions.CLIENTS_READ), runId);
    }

    private RunView view(Caller caller, String runId) {
        RunHistory.Entry entry = history.find(caller.practiceId(), runId);
        if (entry == null) {
            throw Problem.UNKNOWN_RUN.because("There is no run \"" + runId + "\" in this practice.");
        }
        return view(entry);
    }

    private RunView view(RunHistory.Entry entry) {
        return RunView.of(entry, months, settings.support().url());
    }

    private static RuntimeException unknownClient(String clientId) {
        return Problem.UNKNOWN_CLIENT.because("There is no client \"" + clientId + "\" in this practice.");
    }
}
