package io.ledgersync.xero;

import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.Define;
import io.ledgersync.sandbox.FaultRule;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.quota.QuotaSpec;
import io.ledgersync.sandbox.xero.XeroReadings;
import io.ledgersync.tck.ConnectorTck;
import io.ledgersync.tck.Oddity;
import io.ledgersync.tck.Strike;
import io.ledgersync.xero.stream.XeroStreams;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

class XeroTckIT extends ConnectorTck {

    XeroTckIT() {
        super(
                XeroConnectorApplication.class,
                new XeroConnector(XeroTier.ADVANCED, XeroStreams.of(true, XeroStreams.optional()), Clock.systemUTC()));
    }

    @Override
    protected BooksSpec books() {
        return BooksSpec.wholeXero()
                .with("Invoice", 2_600)
                .crowded("Invoice", 2_500)
                .with("Payment", 60)
                .with("BankTransaction", 120);
    }

    @Override
    protected QuotaSpec quota() {
        return QuotaSpec.xero(5_000);
    }

    @Override
    protected Duration perRow() {
        return Duration.ofNanos(200_000);
    }

    /** Other pages are the first of what changed since a moment that stands in a header. */
    @Override
    protected boolean askedOnce(Call call) {
        return call.target().contains("/Journals?offset=") && call.rows() == 100;
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of(
                "ledgersync.xero.tier", "ADVANCED",
                "ledgersync.xero.optional-streams", String.join(",", XeroStreams.optional()),
                "ledgersync.xero.quota.app-minute", "0");
    }

    @Override
    protected List<String> kinds() {
        return List.of(
                "Invoice",
                "BankTransaction",
                "Payment",
                "Contact",
                "CreditNote",
                "ManualJournal",
                "Item",
                "BankTransfer",
                "Quote",
                "PurchaseOrder");
    }

    @Override
    protected String party() {
        return "Contact";
    }

    @Override
    protected void changeUnseen(Edits edits) {
        edits.editUnseen("Invoice");
        edits.editUnseen("Contact");
    }

    @Override
    protected Set<String> notCompared() {
        return Set.of("Organisation");
    }

    @Override
    protected List<Oddity> oddities() {
        return List.of(
                new Oddity(FaultRule.oddRecord("/Invoices", 1, "Total", StringNode.valueOf("12.50")), true),
                new Oddity(FaultRule.oddRecord("/Invoices", 1, "Status", StringNode.valueOf("NEWLY_INVENTED")), true),
                new Oddity(FaultRule.oddRecord("/Invoices", 1, "Total", StringNode.valueOf("much")), false));
    }

    @Override
    protected Strike ownStrike(Random random) {
        return random.nextBoolean()
                ? Strike.of(
                        "gateway",
                        FaultRule.status(
                                "/",
                                1,
                                503,
                                "{\"Title\":\"Unavailable\",\"Status\":503,\"Detail\":\"ServiceNotAvailable\"}"))
                : Strike.of("offline", FaultRule.offline("/", 1).with("Retry-After", "20"));
    }

    @Override
    protected Duration clockAhead() {
        return Duration.ofMinutes(7);
    }

    @Override
    protected void chooseWhatIsUnconfirmed(Define define, Random random) {
        XeroReadings.Hidden[] hidden = Arrays.stream(XeroReadings.Hidden.values())
                .filter(rows -> random.nextBoolean())
                .toArray(XeroReadings.Hidden[]::new);
        XeroReadings chosen = XeroReadings.USUAL
                .withInclusiveEdge(random.nextBoolean())
                .withStableTies(random.nextBoolean())
                .withShortJournals(random.nextBoolean())
                .hiding(hidden)
                .withEveryRetryAfter(random.nextBoolean())
                .withAppProblem(random.nextBoolean() ? "appminute" : "app-minute")
                .withRefusedCount(random.nextBoolean())
                .withGzip(random.nextBoolean());
        System.err.println(chosen);
        define.xero(before -> chosen);
    }
}
