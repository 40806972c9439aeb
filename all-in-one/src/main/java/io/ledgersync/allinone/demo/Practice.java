package io.ledgersync.allinone.demo;

import io.ledgersync.sandbox.Browser;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What somebody in a practice does: create a client, link it, press Sync Now, watch. */
public final class Practice {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> ENDED = Set.of("COMPLETED", "COMPLETED_WITH_GAPS", "FAILED", "CANCELLED");
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Gateway gateway;
    private final URI returnTo;
    private final Clock clock = Clock.systemUTC();

    /** @param address the gateway's: there the browser is sent back to */
    public Practice(Gateway gateway, URI address) {
        this.gateway = gateway;
        this.returnTo = address.resolve("/");
    }

    /** The client of that name, made when there is none. */
    public JsonNode client(String name) {
        JsonNode known = gateway.get("/api/clients?limit=100&query=" + name.replace(" ", "%20"))
                .expect(200)
                .path("items");
        for (JsonNode client : known) {
            if (client.path("name").asString("").equals(name)) {
                return client;
            }
        }
        return gateway.post("/api/clients", JSON.createObjectNode().put("name", name))
                .expect(201);
    }

    /** Takes a client through the whole round: provider, consent, back. */
    public void link(String clientId, String provider, String organisationId) {
        link(
                clientId,
                provider,
                authorizationUrl -> Browser.approve(authorizationUrl, null, java.util.List.of(organisationId)));
    }

    /** What the browser does at the provider's consent page; answers where it is sent back to. */
    public interface Consent {
        URI at(URI authorizationUrl);
    }

    /** As {@link #link(String, String, String)}, with a consent of one's own. */
    public void link(String clientId, String provider, Consent consent) {
        ObjectNode wish = JSON.createObjectNode()
                .put("provider", provider)
                .put("returnTo", returnTo.toString())
                .put("replaceLedger", false);
        URI authorizationUrl = URI.create(gateway.post("/api/clients/" + clientId + "/link", wish)
                .expect(200)
                .path("authorizationUrl")
                .asString());
        Gateway.Answer back = gateway.visit(consent.at(authorizationUrl));
        String location = back.location().orElse("");
        if (back.status() != 302
                || location.contains("error=")
                || location.contains("conflict=")
                || location.contains("choose=")) {
            throw new IllegalStateException(
                    "linking " + clientId + " ended with " + back.status() + " " + location + " " + back.body());
        }
    }

    /** Presses Sync Now; answers the run. A press that comes too soon is repeated when the service says. */
    public String syncNow(String clientId) {
        Instant until = clock.instant().plusSeconds(60);
        while (true) {
            Gateway.Answer answer = gateway.post("/api/clients/" + clientId + "/syncs", null);
            if (answer.status() != 429 || clock.instant().isAfter(until)) {
                return answer.expect(202, 200).path("runId").asString();
            }
            pause(Duration.ofSeconds(1));
        }
    }

    /** The newest run of a client; null while there is none, or while nobody who runs it has heard of the client. */
    public @Nullable JsonNode newestRun(String clientId) {
        JsonNode runs = gateway.get("/api/clients/" + clientId + "/syncs")
                .expect(200, 404)
                .path("items");
        return runs.isEmpty() ? null : runs.get(0);
    }

    public JsonNode run(String runId) {
        return gateway.get("/api/syncs/" + runId).expect(200);
    }

    /** Waits for a client's first run to be there. */
    public String firstRun(String clientId, Duration atMost) {
        Instant until = clock.instant().plus(atMost);
        while (clock.instant().isBefore(until)) {
            JsonNode run = newestRun(clientId);
            if (run != null) {
                return run.path("runId").asString();
            }
            pause(LOOK);
        }
        throw new IllegalStateException("no run of client " + clientId + " within " + atMost);
    }

    /** Watches a run to its end. */
    public JsonNode watch(String runId, Duration atMost, Consumer<JsonNode> progress) {
        Instant until = clock.instant().plus(atMost);
        while (true) {
            JsonNode run = run(runId);
            progress.accept(run);
            if (ENDED.contains(run.path("state").asString(""))) {
                return run;
            }
            if (clock.instant().isAfter(until)) {
                throw new IllegalStateException("run " + runId + " has not ended within " + atMost + ": " + run);
            }
            pause(LOOK);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
