package io.ledgersync.bench;

import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.demo.Gateway;
import io.ledgersync.allinone.demo.Practice;
import io.ledgersync.kit.Provider;
import io.ledgersync.sandbox.Sandbox;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A running product with the sandbox as its provider, and somebody who uses it. */
final class Workbench implements AutoCloseable {
    private static final Duration FIRST_RUN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private final LedgerSync system;
    private final Gateway gateway;
    private final Practice practice;

    Workbench(LedgerSync system) {
        this.system = system;
        this.gateway = new Gateway(system.gateway(), () -> system.identity().token("adviser"));
        this.practice = new Practice(gateway, system.gateway());
    }

    Sandbox sandbox() {
        return system.sandbox().orElseThrow();
    }

    LedgerSync system() {
        return system;
    }

    Gateway gateway() {
        return gateway;
    }

    Practice practice() {
        return practice;
    }

    /** Makes a client of an organisation and links it; answers the client's id. */
    String link(String name, Provider provider, String organisation) {
        String client = practice.client(name).path("id").asString();
        practice.link(client, provider.name(), organisation);
        return client;
    }

    /** Waits for the end of a client's first run. */
    JsonNode firstSync(String client) {
        return practice.watch(practice.firstRun(client, FIRST_RUN), LONGEST, view -> {});
    }

    /** Presses Sync Now and waits for the end of the run. */
    JsonNode syncNow(String client) {
        return practice.watch(practice.syncNow(client), LONGEST, view -> {});
    }

    @Override
    public void close() {
        system.close();
    }
}
