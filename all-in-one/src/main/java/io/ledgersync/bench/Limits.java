package io.ledgersync.bench;

import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.allinone.demo.Comparison;
import io.ledgersync.kit.Provider;
import io.ledgersync.sandbox.Latency;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.ScaledClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One organisation under its provider's real quotas and latency, edited while it is read: how near a first sync comes
 * to the least time and the fewest calls, and whether anything was lost. Time is scaled, limits and latency with it.
 */
record Limits(Provider provider, int records, int scale) implements Bench.Benchmark {
    private static final int LARGE = 350_000;
    private static final int SMALL = 35_000;
    private static final int XERO_SCALE = 5;
    /** Of so many records one is edited. */
    private static final int EDITED = 350;

    private static final int EDITED_UNTIL_PER_CENT = 90;
    private static final long SEED = 20261123;
    private static final String ORGANISATION = "9130350000000002";
    private static final String WARM_UP = "9130350000000003";

    static Limits of(Arguments arguments) {
        arguments.only("--provider", "--dataset", "--time-scale");
        Provider provider = arguments.provider();
        return new Limits(
                provider,
                arguments.word("--dataset", "large", "small").equals("large") ? LARGE : SMALL,
                arguments.number("--time-scale", provider == Provider.XERO ? XERO_SCALE : 1, 1, 100));
    }

    @Override
    public String run() {
        ScaledClock clock = new ScaledClock(Clock.systemUTC().instant(), scale);
        try (Workbench bench = new Workbench(LedgerSync.start(Map.of(), sandbox -> define(sandbox), clock))) {
            // What the compiler learns while a first organisation is read is no part of a limit.
            bench.firstSync(bench.link("Warm-up", provider, WARM_UP));
            Sandbox sandbox = bench.sandbox();
            int minimum = sandbox.query().minimumInitialCalls(ORGANISATION);
            BigDecimal least = sandbox.query().theoreticalSeconds(ORGANISATION);
            String client = bench.link("Limits", provider, ORGANISATION);
            Duration edited = clock.real(duration(least))
                    .multipliedBy(EDITED_UNTIL_PER_CENT)
                    .dividedBy(100);
            JsonNode run;
            try (Unrest unrest =
                    new Unrest(sandbox.define().edits(ORGANISATION), edited(), records / EDITED, edited, SEED)) {
                run = bench.firstSync(client);
                unrest.await();
            }
            // The edits end well before the last sweep: the run itself must have them, no later one repairs it.
            return report(bench, client, run, minimum, least);
        }
    }

    private void define(Sandbox sandbox) {
        sandbox.define()
                .organisation(
                        OrganisationSpec.generated(provider.name(), WARM_UP, "Warm-up", 2, Mixture.of(provider, SMALL)))
                .organisation(OrganisationSpec.generated(
                        provider.name(), ORGANISATION, "Limits", 1, Mixture.of(provider, records)))
                .latency(ORGANISATION, latency());
    }

    private Latency latency() {
        return provider == Provider.XERO
                ? new Latency(Duration.ofMillis(400), Duration.ofNanos(1_100_000))
                : new Latency(Duration.ofMillis(500), Duration.ofNanos(4_500_000));
    }

    private List<String> edited() {
        return provider == Provider.XERO
                ? List.of("Invoice", "BankTransaction", "Contact", "Payment")
                : List.of("Invoice", "Purchase", "Customer", "Payment", "JournalEntry");
    }

    private String report(Workbench bench, String client, JsonNode run, int minimum, BigDecimal least) {
        Sandbox sandbox = bench.sandbox();
        // The first call of all was the linker's.
        Duration took = Duration.between(
                Instant.parse(run.path("requestedAt").asString()),
                Instant.parse(run.path("endedAt").asString()));
        Map<String, Comparison.Result> compared =
                new Comparison(bench.gateway(), sandbox.query()).compare(client, ORGANISATION);
        return JsonMapper.shared()
                .createObjectNode()
                .put("benchmark", "limits")
                .put("provider", provider.key())
                .put("state", run.path("state").asString())
                .put("seconds", seconds(took))
                .put("theoreticalSeconds", least)
                .put("ratio", seconds(took).divide(least.max(BigDecimal.ONE), 3, RoundingMode.HALF_UP))
                .put("calls", sandbox.query().calls(ORGANISATION).size())
                .put("minimumCalls", minimum)
                .put("throttled", sandbox.query().throttled(ORGANISATION))
                .put("violations", sandbox.query().violations().size())
                .put("lost", sum(compared, Comparison.Result::missing))
                .put("different", sum(compared, Comparison.Result::different))
                .put("extra", sum(compared, Comparison.Result::extra))
                .toString();
    }

    private static int sum(Map<String, Comparison.Result> compared, ToIntFunction<Comparison.Result> what) {
        return compared.values().stream().mapToInt(what).sum();
    }

    private static Duration duration(BigDecimal seconds) {
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}
