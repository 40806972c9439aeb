package io.ledgersync.kit.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.toy.Shelf;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import io.ledgersync.kit.toy.WholeShelfStream;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider's own report: it proves the books and never stands in their way. */
class ReportTest {
    private static final Plan INCREMENT = new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "9", "Journals", "9"));

    private final AtomicLong clock = new AtomicLong(9);
    private final Shelf invoices = new Shelf("Invoices", clock);
    private final Shelf journals = new Shelf("Journals", clock);
    private final Shelf transfers = new Shelf("Transfers", clock);
    private final Shelf report = new Shelf("Report", clock);
    private final Pull pull = new Pull(
            new ShelfConnector(
                    1,
                    new ShelfStream("Invoices", false, 4),
                    new ShelfStream("Journals", false, 4).proving(),
                    ShelfStream.ofReport("Report")),
            Map.of("Invoices", invoices, "Journals", journals, "Report", report),
            INCREMENT,
            new Random(1));

    private void askAndAnswer() {
        askAndAnswer(pull);
    }

    private static void askAndAnswer(Pull pull) {
        pull.ask();
        while (!pull.inFlight().isEmpty()) {
            pull.answer(pull.inFlight().remove(0), null);
        }
        pull.commit();
    }

    @Test
    void aReportCountsOnlyWhenNothingWasFoundInWhatItIsComparedWith() {
        report.put("R");
        askAndAnswer();
        invoices.put("I-1");
        askAndAnswer();
        journals.put("J-1");

        pull.toTheEnd();

        assertThat(pull.shown()).containsKey("Journals/J-1");
        assertThat(pull.sweeps)
                .as("a second one, as the first has found the journal")
                .isEqualTo(2);
        assertThat(pull.talk.run().reportCounts()).isTrue();
        assertThat(pull.calls)
                .as("report, lists; report, lists; report, journals")
                .isEqualTo(3 + 3 + 2);
    }

    @Test
    void aSweepOfWhatIsProvenCostsOneCallAndAnIdleIncrementNone() {
        report.put("R");

        pull.toTheEnd();

        assertThat(pull.calls).isEqualTo(3);
        assertThat(pull.talk.run().reportCounts()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReportDoesNotCountWhereAListWithoutAChangeFilterChangedBehindIt(boolean added) {
        transfers.put("T-1");
        report.put("R");
        Pull first = withTransfers(new Plan(Kind.INITIAL, true, Map.of()));
        first.toTheEnd();
        Pull next =
                withTransfers(new Plan(Kind.INCREMENTAL, false, first.talk.run().watermarks()));
        Sequence before = new Sequence(6, 1, 0);
        first.shown().forEach((key, version) -> next.ledger.put(key, new Pull.Kept(version, before)));

        askAndAnswer(next);
        if (added) {
            transfers.put("T-2");
        } else {
            transfers.remove("T-1");
        }
        next.toTheEnd();

        assertThat(next.calls)
                .as("report, changes, the list; report, what is proven")
                .isEqualTo(1 + 2 + 1 + 1 + 2);
        assertThat(next.talk.run().reportCounts()).isTrue();
        Set<String> kept = new TreeSet<>(next.shown().keySet());
        kept.remove("Report/R");
        assertThat(kept).isEqualTo(added ? Set.of("Transfers/T-1", "Transfers/T-2") : Set.of());
    }

    @Test
    void aListWithoutAChangeFilterThatIsAsItWasCostsNoCallMore() {
        transfers.put("T-1");
        report.put("R");
        Pull first = withTransfers(new Plan(Kind.INITIAL, true, Map.of()));
        first.toTheEnd();
        assertThat(first.calls)
                .as("lists; report, what is proven: it was read before the report too")
                .isEqualTo(3 + 1 + 2);
        assertThat(first.talk.run().reportCounts()).isTrue();

        Pull next =
                withTransfers(new Plan(Kind.INCREMENTAL, false, first.talk.run().watermarks()));
        next.toTheEnd();

        assertThat(next.calls).as("report, changes, the list").isEqualTo(1 + 2 + 1);
        assertThat(next.talk.run().reportCounts()).isTrue();
    }

    @Test
    void noReportCountsWhereAListWithoutAChangeFilterNeverRests() {
        report.put("R");
        Pull restless = withTransfers(new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "9", "Journals", "9")));
        int calls = 0;
        while (!restless.talk.run().done()) {
            transfers.put("T-" + calls++);
            askAndAnswer(restless);
            restless.askStore();
        }
        assertThat(restless.sweeps).isEqualTo(3);
        assertThat(restless.talk.run().reportCounts()).isFalse();
    }

    private Pull withTransfers(Plan plan) {
        return new Pull(
                new ShelfConnector(
                        1,
                        new ShelfStream("Invoices", false, 4),
                        new ShelfStream("Journals", false, 4).proving(),
                        new WholeShelfStream("Transfers"),
                        ShelfStream.ofReport("Report")),
                Map.of("Invoices", invoices, "Journals", journals, "Transfers", transfers, "Report", report),
                plan,
                new Random(1));
    }

    @Test
    void behindALongPassTheSweepComesFirstAndTheReportBeforeTheNext() {
        for (int i = 0; i < 450; i++) {
            invoices.put("I-" + i);
        }
        report.put("R");
        Pull first = new Pull(
                pull.connector,
                Map.of("Invoices", invoices, "Journals", journals, "Report", report),
                new Plan(Kind.INITIAL, true, Map.of()),
                new Random(1));

        first.toTheEnd();

        assertThat(first.sweeps).as("the second is of what is proven").isEqualTo(2);
        assertThat(first.talk.run().reportCounts()).isTrue();
    }

    @Test
    void aReportThatIsNeverAnsweredHoldsNothingUp() {
        invoices.put("I-1");
        for (int failure = 1; failure <= 3; failure++) {
            pull.ask();
            Turn turn = pull.inFlight().remove(0);
            if (failure == 2) {
                pull.talk.failed(turn, new Fault.Unavailable(null, "timed out"), pull.now);
            } else {
                pull.answer(turn, new Fault.Unavailable(null, "504"));
            }
            assertThat(pull.talk.verdict(pull.now.plus(Duration.ofDays(2)))).isInstanceOf(Verdict.GoOn.class);
            pull.now = pull.now.plusSeconds(100);
        }

        pull.toTheEnd();

        assertThat(pull.shown()).containsOnlyKeys("Invoices/I-1");
        assertThat(pull.talk.run().trouble()).isNull();
        assertThat(pull.talk.run().gaps()).isEmpty();
        assertThat(pull.talk.run().reportCounts()).isFalse();
    }

    @Test
    void aReportThatWouldKeepTheBooksWaitingIsDoneWithout() {
        pull.ask();
        pull.answer(pull.inFlight().remove(0), new Fault.Unavailable(Duration.ofHours(1), "503"));

        assertThat(pull.talk.ready(pull.now)).isNotEmpty().noneMatch(turn -> turn.asked().get(0).stream()
                .equals("Report"));
    }
}
