package io.ledgersync.allinone.demo;

import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.Options;
import io.ledgersync.sandbox.Sandbox;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Two clients, linked and synced through the gateway; with {@code --once} edited, synced again and compared besides.
 */
public final class Demo {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);

    private final LedgerSync system;
    private final Options options;
    private final PrintStream out;
    private final Gateway gateway;
    private final Practice practice;
    private final Progress progress;

    /** @param terminal whether what is written may be drawn over */
    public Demo(LedgerSync system, Options options, PrintStream out, boolean terminal) {
        this.system = system;
        this.options = options;
        this.out = out;
        this.gateway = new Gateway(system.gateway(), () -> system.identity().token("adviser"));
        this.practice = new Practice(gateway, system.gateway());
        this.progress = new Progress(out, terminal);
    }

    /** Puts the two organisations' books into the sandbox; before the services ask for them. */
    public static void define(Sandbox sandbox, Options options) {
        for (DemoClient client : DemoClient.values()) {
            client.define(sandbox, options.books());
        }
    }

    /** Creates and links what is not linked yet, and watches the runs; answers each client's newest run. */
    public Map<String, JsonNode> syncAll() {
        Map<DemoClient, String> ids = new EnumMap<>(DemoClient.class);
        for (DemoClient client : DemoClient.values()) {
            JsonNode known = practice.client(client.client());
            String id = known.path("id").asString();
            ids.put(client, id);
            if (!known.path("connectionId").isString()) {
                practice.link(id, client.name(), client.organisationId());
                out.println(client.client() + " is linked");
            }
        }
        return watch(ids);
    }

    private Map<String, JsonNode> watch(Map<DemoClient, String> ids) {
        Map<String, JsonNode> runs = new LinkedHashMap<>();
        ids.forEach((client, id) -> {
            String run = practice.firstRun(id, Duration.ofMinutes(1));
            runs.put(client.client(), practice.watch(run, LONGEST_RUN, view -> {
                progress.show(client.client(), view);
                ids.forEach((other, otherId) -> {
                    JsonNode newest =
                            other == client || runs.containsKey(other.client()) ? null : practice.newestRun(otherId);
                    if (newest != null) {
                        progress.show(other.client(), newest);
                    }
                });
            }));
        });
        return runs;
    }

    /** Edits the books, presses Sync Now and compares the ledger with them. */
    Report once(Sandbox sandbox, Duration start) {
        Report report = new Report(start);
        Map<String, JsonNode> first = syncAll();
        Map<DemoClient, Report.Run> initial = new EnumMap<>(DemoClient.class);
        for (DemoClient client : DemoClient.values()) {
            JsonNode run = Objects.requireNonNull(first.get(client.client()));
            initial.put(
                    client, run(sandbox, client, run, sandbox.query().minimumInitialCalls(client.organisationId()), 0));
        }
        for (DemoClient client : DemoClient.values()) {
            client.edit(sandbox);
        }
        Map<DemoClient, String> pressed = new EnumMap<>(DemoClient.class);
        for (DemoClient client : DemoClient.values()) {
            pressed.put(
                    client,
                    practice.syncNow(practice.client(client.client()).path("id").asString()));
        }
        for (DemoClient client : DemoClient.values()) {
            JsonNode run = practice.watch(
                    String.valueOf(pressed.get(client)), LONGEST_RUN, view -> progress.show(client.client(), view));
            Report.Run before = initial.get(client);
            int throttledBefore = before == null ? 0 : before.throttled();
            Report.Run increment = run(
                    sandbox,
                    client,
                    run,
                    sandbox.query().minimumIncrementalCalls(client.organisationId()),
                    throttledBefore);
            JsonNode known = practice.client(client.client());
            report.add(
                    client,
                    known.path("organisationName").asString(""),
                    before == null ? increment : before,
                    increment,
                    new Comparison(gateway, sandbox.query())
                            .compare(known.path("id").asString(), client.organisationId()));
        }
        return report;
    }

    private static Report.Run run(Sandbox sandbox, DemoClient client, JsonNode view, int minimum, int throttledBefore) {
        Map<String, Long> entities = new LinkedHashMap<>();
        view.path("entities")
                .properties()
                .forEach(entry -> entities.put(entry.getKey(), entry.getValue().asLong()));
        return new Report.Run(
                view, minimum, sandbox.query().throttled(client.organisationId()) - throttledBefore, entities);
    }

    /** Runs the demonstration to its end; true when nothing differs. */
    public boolean runOnce(Duration start) {
        Sandbox sandbox = system.sandbox().orElseThrow(() -> new IllegalStateException("--once needs the sandbox"));
        Report report = once(sandbox, start);
        out.println(report);
        return report.good();
    }

    /** What a person sees: the table, and where to go on from there. */
    public void show() {
        Map<String, JsonNode> runs = syncAll();
        out.printf(
                "%n%-12s %-8s %-26s %10s %8s %9s%n",
                "client", "provider", "organisation", "entities", "calls", "seconds");
        runs.forEach((client, run) -> {
            long entities = 0;
            for (Map.Entry<String, JsonNode> entry : run.path("entities").properties()) {
                entities += entry.getValue().asLong();
            }
            Duration took = Duration.between(
                    Instant.parse(run.path("requestedAt").asString()),
                    Instant.parse(
                            run.path("endedAt").asString(run.path("requestedAt").asString())));
            out.printf(
                    "%-12s %-8s %-26s %10d %8d %9.1f%n",
                    client,
                    run.path("provider").asString(""),
                    run.path("organisationName").asString(""),
                    entities,
                    run.path("calls").asLong(),
                    took.toMillis() / 1000f);
        });
        runs.forEach((client, run) -> {
            if (!run.path("state").asString("").equals("COMPLETED")) {
                out.printf(
                        "%s: %s %s%n",
                        client,
                        run.path("state").asString(""),
                        run.path("error").path("explanation").asString(""));
            }
        });
        showTheWayIn();
    }

    /** Where to go on from here. */
    public void showTheWayIn() {
        out.printf("%nThe gateway answers at %s%n", system.gateway());
        out.printf("Its users are adviser, standard, readonly, outsider (of another practice) and operator:%n");
        out.printf(
                "  TOKEN=$(curl -s %s/dev/token -d '{\"user\":\"adviser\"}' | cut -d'\"' -f4)%n",
                system.identity().url());
        out.printf("  curl -s -H \"Authorization: Bearer $TOKEN\" %s/api/clients%n", system.gateway());
        out.printf("Everything is kept in %s. Ctrl-C stops.%n", options.data());
    }
}
