package io.ledgersync.bench;

import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.kit.Provider;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.books.BooksSpec;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The calls of an increment with nothing to do. */
record Idle() implements Bench.Benchmark {

    static Idle of(Arguments arguments) {
        arguments.only();
        return new Idle();
    }

    private static String organisation(Provider provider) {
        return "91303500000000" + provider.ordinal();
    }

    @Override
    public String run() {
        try (Workbench bench = new Workbench(LedgerSync.start(null, true, 0, Map.of(), sandbox -> {
            for (Provider provider : Provider.values()) {
                sandbox.define()
                        .organisation(OrganisationSpec.generated(
                                provider.name(),
                                organisation(provider),
                                "Quiet " + provider,
                                1,
                                provider == Provider.XERO ? BooksSpec.smallXero() : BooksSpec.smallQbo()));
            }
        }))) {
            Map<Provider, String> clients = new EnumMap<>(Provider.class);
            for (Provider provider : Provider.values()) {
                clients.put(provider, bench.link("Quiet " + provider, provider, organisation(provider)));
            }
            clients.values().forEach(client -> completed(bench.firstSync(client)));
            ObjectNode report = JsonMapper.shared().createObjectNode();
            clients.forEach((provider, client) -> {
                int before = calls(bench, provider);
                completed(bench.syncNow(client));
                report.putObject(provider.key()).put("calls", calls(bench, provider) - before);
            });
            return report.toString();
        }
    }

    private static void completed(JsonNode run) {
        if (!run.path("state").asString("").equals("COMPLETED")) {
            throw new IllegalStateException("a run that does not complete measures nothing: " + run);
        }
    }

    private static int calls(Workbench bench, Provider provider) {
        return bench.sandbox().query().calls(organisation(provider)).size();
    }
}
