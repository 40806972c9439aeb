package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.HighVolume;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A list too long for Xero to look through at once is read all the same, in windows of dates. */
class ReadsInWindowsOfDatesTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");
    private static final Fault.Rejected TOO_MANY = new Fault.Rejected(XeroList.TOO_MANY, "not filtering efficiently");
    private final XeroStream invoices = new XeroStream(Lists.INVOICES);
    private final Map<String, String> ledger = new TreeMap<>();
    private int refusals;

    @RepeatedTest(15)
    void losesNothingWhileDocumentsAreEditedAndGetOtherDates() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingList list = new ChangingList(START, random.nextBoolean(), random.nextBoolean());
        list.threshold = 1_200;
        for (int row = 0; row < 6_000; row++) {
            list.put("row-%05d".formatted(row), START.minusMillis(400_000L + random.nextInt(9_000_000)), date(random));
        }

        Walk walk = read(invoices.begin(null), list, random, true);

        assertThat(walk.whole()).isTrue();
        assertThat(refusals).as("seed %d", seed).isPositive();
        Instant began = Instant.parse(walk.watermark()).plus(Duration.ofMinutes(5));
        assertThat(ledger).as("seed %d", seed).containsAllEntriesOf(list.contentOlderThan(began));
        list.pass(Duration.ofSeconds(2));
        read(invoices.sweep(walk), list, random, false);
        assertThat(ledger).as("seed %d, after the sweep", seed).isEqualTo(list.content());
    }

    @Test
    void endsInAGapWhereOneDayHoldsTooMany() {
        ChangingList list = new ChangingList(START, false, true);
        list.threshold = 500;
        for (int row = 0; row < 501; row++) {
            list.put("row-%05d".formatted(row), START.minusSeconds(row), LocalDate.of(2024, 2, 29));
        }
        Walk walk = invoices.begin(null);
        for (int asked = 0; walk != null; asked++) {
            assertThat(asked).as("windows are not halved for ever").isLessThan(60);
            Question question = walk.ready().get(0);
            walk = list.refuses(question)
                    ? walk.rejected(question, TOO_MANY)
                    : walk.answered(question, list.answer(question)).walk();
            assertThat(walk == null || !walk.done()).isTrue();
        }
    }

    @Test
    void knowsNoOtherWayForWhatHasNoDateOrIsRefusedForAnotherReason() {
        Walk contacts = new XeroStream(Lists.CONTACTS).begin(null);
        assertThat(contacts.rejected(contacts.ready().get(0), TOO_MANY)).isNull();
        Walk walk = invoices.begin(null);
        assertThat(walk.rejected(walk.ready().get(0), new Fault.Rejected("REJECTED", "no")))
                .isNull();
    }

    @Test
    void keepsWhatIsKnownWhenOnlyChangesAreRead() {
        Walk walk = invoices.begin(START.toString());
        Walk windows = walk.rejected(walk.ready().get(0), TOO_MANY);
        assertThat(((XeroQuestion.FirstPage) windows.ready().get(0)).since()).isEqualTo(START);
        assertThat(windows.whole()).isFalse();
    }

    /** Their dates are parameters, of which nobody says whether the days named are among those given. */
    @ParameterizedTest
    @CsvSource({"PurchaseOrders, true", "PurchaseOrders, false", "Quotes, true", "Quotes, false"})
    void readsOrdersBetweenTheDaysThatTheirParametersName(String path, boolean daysInside) {
        Random random = new Random();
        ChangingList list = new ChangingList(START, random.nextBoolean(), path.equals("PurchaseOrders"));
        list.threshold = 300;
        list.daysInside = daysInside;
        for (int row = 0; row < 1_500; row++) {
            list.put("row-%05d".formatted(row), START.minusMillis(400_000L + random.nextInt(9_000_000)), date(random));
        }
        XeroStream orders = new XeroStream(Lists.named(path));
        Copy copy = new Copy(orders, list, random);

        Walk walk = copy.read(orders.begin(null), Copy.QUIET);

        assertThat(copy.rows).isEqualTo(list.content());
        assertThat(copy.refusals).isPositive();
        assertThat(walk.whole()).isTrue();
    }

    @Test
    void readsOrdersOfTheSimulatorBetweenTheSameDays() {
        BooksSpec sizes = new BooksSpec(Map.of("Account", 12, "Contact", 5, "PurchaseOrder", 400));
        SimulatedXero xero = new SimulatedXero(sizes, List.of(Lists.PURCHASE_ORDERS), new Random());
        xero.books.highVolume(new HighVolume(100, true));

        Run run = xero.run(Kind.INITIAL, () -> {});

        assertThat(run.gaps()).isEmpty();
        assertThat(xero.calls).anyMatch(call -> call.startsWith("400"));
        assertThat(xero.ledger()).isEqualTo(xero.content());
    }

    private Walk read(Walk begun, ChangingList list, Random random, boolean disturbed) {
        Walk walk = begun;
        for (int asked = 0; !walk.done(); asked++) {
            assertThat(asked).as("the reading ends").isLessThan(500);
            Question question = walk.ready().get(0);
            if (list.refuses(question)) {
                refusals++;
                walk = walk.rejected(question, TOO_MANY);
                assertThat(walk).isNotNull();
            } else {
                Step step = walk.answered(question, list.answer(question));
                step.publish().forEach(row -> ledger.put(row.read().sourceId(), ChangingList.version(row)));
                walk = step.walk();
            }
            if (disturbed && random.nextInt(8) == 0) {
                walk = invoices.resume(
                        JsonMapper.shared().readTree(walk.cursor().toString()));
            }
            for (int edit = disturbed ? random.nextInt(8) : 0; edit > 0; edit--) {
                list.pass(Duration.ofMillis(random.nextInt(60)));
                list.put("row-%05d".formatted(random.nextInt(6_050)), list.now, date(random));
            }
            list.pass(Duration.ofMillis(350));
        }
        return walk;
    }

    private static @Nullable LocalDate date(Random random) {
        if (random.nextInt(60) == 0) {
            return null;
        }
        return random.nextInt(50) == 0
                ? LocalDate.of(1850 + random.nextInt(300), 1, 1)
                : LocalDate.of(2022, 1, 1).plusDays(random.nextInt(1_500));
    }
}
