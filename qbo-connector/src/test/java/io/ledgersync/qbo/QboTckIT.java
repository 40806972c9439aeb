package io.ledgersync.qbo;

import io.ledgersync.qbo.stream.QboStreams;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.Define;
import io.ledgersync.sandbox.FaultRule;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.qbo.QboReadings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import io.ledgersync.tck.ConnectorTck;
import io.ledgersync.tck.Oddity;
import io.ledgersync.tck.Strike;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

class QboTckIT extends ConnectorTck {

    private static final String FAULT =
            "{\"Fault\":{\"Error\":[{\"Message\":\"An application error has occurred while processing your request\","
                    + "\"Detail\":\"System Failure Error\",\"code\":\"10000\"}],\"type\":\"SystemFault\"},"
                    + "\"time\":\"2026-01-01T00:00:00.000-08:00\"}";

    QboTckIT() {
        super(QboConnectorApplication.class, new QboConnector(QboStreams.of(QboStreams.optional()), Clock.systemUTC()));
    }

    @Override
    protected BooksSpec books() {
        return BooksSpec.wholeQbo()
                .without("CompanyCurrency")
                .with("Invoice", 3_000)
                .crowded("Invoice", 2_500)
                .with("Purchase", 20_000);
    }

    @Override
    protected QuotaSpec quota() {
        return QuotaSpec.qbo();
    }

    @Override
    protected Duration perRow() {
        return Duration.ofMillis(3);
    }

    /** A crowd within one second is read until two passes agree, purchases are none. */
    @Override
    protected boolean askedOnce(Call call) {
        return call.target().contains("MAXRESULTS") && call.target().contains("Purchase") && call.rows() == 1000;
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of("ledgersync.qbo.optional-streams", String.join(",", QboStreams.optional()));
    }

    @Override
    protected List<String> kinds() {
        return List.of(
                "Invoice",
                "Purchase",
                "Payment",
                "Customer",
                "Bill",
                "JournalEntry",
                "Item",
                "Vendor",
                "Deposit",
                "CreditMemo",
                "Transfer",
                "Estimate");
    }

    @Override
    protected String party() {
        return "Customer";
    }

    @Override
    protected void changeUnseen(Edits edits) {
        edits.vanishAny("Customer");
        edits.vanishAny("Invoice");
    }

    @Override
    protected Set<String> notCompared() {
        return Set.of("CompanyInfo");
    }

    @Override
    protected List<Oddity> oddities() {
        return List.of(
                new Oddity(FaultRule.oddRecord("Purchase", 1, "TotalAmt", StringNode.valueOf("12.50")), true),
                new Oddity(FaultRule.oddRecord("Purchase", 1, "PaymentType", StringNode.valueOf("Newly")), true),
                new Oddity(FaultRule.oddRecord("Purchase", 1, "TotalAmt", StringNode.valueOf("much")), false));
    }

    @Override
    protected Strike ownStrike(Random random) {
        return random.nextBoolean()
                ? Strike.of("faulted item", FaultRule.faultedItem(1, random.nextInt(20)))
                : Strike.of("fault with 200", FaultRule.status("/", 1, 200, FAULT));
    }

    @Override
    protected Duration clockAhead() {
        return Duration.ofMinutes(-7);
    }

    @Override
    protected void chooseWhatIsUnconfirmed(Define define, Random random) {
        QboReadings.Untold[] untold = QboReadings.Untold.values();
        QboReadings chosen = QboReadings.USUAL
                .withInclusiveEdge(random.nextBoolean())
                .withCapPerBatch(random.nextBoolean())
                .withChangesCapPerEntity(random.nextBoolean())
                .withChangesDescending(random.nextBoolean())
                .withUntoldChanges(untold[random.nextInt(untold.length)])
                .withShuffledBatches(random.nextBoolean())
                .withStableTies(random.nextBoolean())
                .withRetryAfter(random.nextBoolean())
                .withRefusalsInJson(random.nextBoolean())
                .withRefusedCount(random.nextBoolean())
                .withBatchCountsItems(random.nextBoolean())
                .withMonthCountsQuestions(random.nextBoolean())
                .withBareZone(random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/Los_Angeles"))
                .withGzip(random.nextBoolean());
        System.err.println(chosen);
        define.qbo(before -> chosen);
    }
}
