package io.ledgersync.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.Service;
import io.ledgersync.allinone.demo.Comparison;
import io.ledgersync.allinone.demo.Gateway;
import io.ledgersync.allinone.demo.Practice;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.Sandbox;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Every service at once, the sandbox as provider, and somebody who uses them through the gateway. */
final class Spine implements AutoCloseable {
    private static final Duration RUN = Duration.ofMinutes(3);

    private final TestInfrastructure infrastructure;
    private final LedgerSync system;
    private final Gateway gateway;
    private final Practice practice;

    private Spine() {
        infrastructure = TestInfrastructure.start();
        system = LedgerSync.start(
                infrastructure.where(),
                infrastructure.stop(),
                EnumSet.allOf(Service.class),
                null,
                true,
                0,
                Map.of("ledgersync.orchestrator.cool-down", "0s"),
                books -> {});
        gateway = new Gateway(system.gateway(), () -> system.identity().token("adviser"));
        practice = new Practice(gateway, system.gateway());
    }

    static Spine start() {
        return new Spine();
    }

    TestInfrastructure infrastructure() {
        return infrastructure;
    }

    LedgerSync system() {
        return system;
    }

    Sandbox sandbox() {
        return system.sandbox().orElseThrow();
    }

    Gateway gateway() {
        return gateway;
    }

    Practice practice() {
        return practice;
    }

    /** A new client of an organisation; answers its id. */
    String linked(String name, String provider, String organisation) {
        String id = practice.client(name).path("id").asString();
        practice.link(id, provider, organisation);
        return id;
    }

    /** The end of a client's first run. */
    JsonNode synced(String clientId) {
        return practice.watch(practice.firstRun(clientId, Duration.ofMinutes(1)), RUN, view -> {});
    }

    /** The end of the run that Sync Now starts. */
    JsonNode syncedAgain(String clientId) {
        return practice.watch(practice.syncNow(clientId), RUN, view -> {});
    }

    void assertSame(String clientId, String organisation) {
        Map<String, Comparison.Result> compared =
                new Comparison(gateway, sandbox().query()).compare(clientId, organisation);
        assertThat(compared.values()).as(compared.toString()).allMatch(Comparison.Result::clean);
    }

    static void assertCompleted(JsonNode run) {
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("COMPLETED");
    }

    /** How many calls of an organisation had this in their address. */
    long calls(String organisation, String target) {
        return sandbox().query().calls(organisation).stream()
                .map(Call::target)
                .filter(called -> called.contains(target))
                .count();
    }

    @Override
    public void close() {
        system.close();
    }
}
