package io.ledgersync.kit.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.toy.Shelf;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Sequence LONG_AGO = new Sequence(1, 1, 0);
    private static final Plan INITIAL = new Plan(Kind.INITIAL, false, Map.of());
    private static final Plan FIRST = new Plan(Kind.INITIAL, true, Map.of());

    private final AtomicLong clock = new AtomicLong();
    private final Shelf invoices = shelf("Invoices", 11);
    private final Shelf payments = shelf("Payments", 2);
    private final Shelf accounts = shelf("Accounts", 5);
    private final ShelfConnector connector = new ShelfConnector(
            2,
            new ShelfStream("Invoices", false, 4),
            new ShelfStream("Payments", false, 3),
            new ShelfStream("Accounts", true, 50));

    private Shelf shelf(String name, int records) {
        Shelf shelf = new Shelf(name, clock);
        for (int i = 0; i < records; i++) {
            shelf.put(name.charAt(0) + "-" + i);
        }
        return shelf;
    }

    private Pull pull(Plan plan) {
        return pull(plan, new Random(1));
    }

    private Pull pull(Plan plan, Random random) {
        return new Pull(
                connector, Map.of("Invoices", invoices, "Payments", payments, "Accounts", accounts), plan, random);
    }

    private TreeMap<String, Long> books() {
        TreeMap<String, Long> books = new TreeMap<>();
        for (Shelf shelf : List.of(invoices, payments, accounts)) {
            shelf.books().forEach((id, version) -> books.put(Pull.key(shelf.name(), id), version));
        }
        return books;
    }

    @Test
    void readsEverythingAndGivesTheWatermarksOfTheLastSweep() {
        Pull pull = pull(FIRST);

        pull.toTheEnd();

        assertThat(pull.shown()).isEqualTo(books());
        assertThat(pull.talk.run().watermarks())
                .containsOnlyKeys("Invoices", "Payments", "Accounts")
                .containsEntry("Invoices", "18");
        assertThat(pull.talk.run().gaps()).isEmpty();
        assertThat(pull.talk.run().published()).containsEntry("Invoices", 11L).containsEntry("Accounts", 5L);
        assertThat(pull.sweeps).isEqualTo(1);
    }

    @Test
    void anIdlePassIsItsOwnCleanSweep() {
        Pull pull = pull(new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "18", "Payments", "18")));

        pull.toTheEnd();

        assertThat(pull.sweeps).isZero();
        assertThat(pull.calls).isEqualTo(2);
        assertThat(pull.shown()).hasSize(5);
    }

    @Test
    void sweepsOnlyStreamsThatFoundSomethingAndAtMostThreeTimes() {
        Pull pull = pull(new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "18", "Payments", "18")));
        invoices.put("I-0");

        while (!pull.talk.run().done()) {
            pull.ask();
            while (!pull.inFlight().isEmpty()) {
                Turn turn = pull.inFlight().remove(0);
                pull.answer(turn, null);
                invoices.put("I-0");
            }
            pull.commit();
            pull.askStore();
        }

        assertThat(pull.sweeps).isEqualTo(3);
        assertThat(pull.talk.run().usage().calls())
                .as("the accounts are asked for beside the first sweep")
                .isEqualTo(4);
    }

    @Test
    void countsTheQuestionsOfACallBesideTheCallAndKeepsBothOverACrash() {
        Pull together = new Pull(
                new ShelfConnector(2, new ShelfStream("Invoices", false, 50), new ShelfStream("Payments", false, 50)),
                Map.of("Invoices", new Shelf("Invoices", clock), "Payments", new Shelf("Payments", clock)),
                new Plan(Kind.INITIAL, true, Map.of()),
                new Random(1));
        together.toTheEnd();
        together.crash();

        assertThat(together.talk.run().usage()).isEqualTo(new Usage(1, 0, 100, 2));
    }

    private Pull proving(Plan plan) {
        Shelf report = shelf("Report", 1);
        ShelfConnector proved = new ShelfConnector(
                1,
                new ShelfStream("Invoices", false, 4),
                new ShelfStream("Accounts", true, 50),
                ShelfStream.ofReport("Report"));
        return new Pull(
                proved, Map.of("Invoices", invoices, "Accounts", accounts, "Report", report), plan, new Random(1));
    }

    @Test
    void aReportAskedForBeforeAQuietPassCounts() {
        Pull pull = proving(new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "18")));

        pull.toTheEnd();

        assertThat(pull.calls).isEqualTo(3);
        assertThat(pull.talk.run().reportCounts()).isTrue();
        assertThat(pull.talk.run().watermarks()).doesNotContainKey("Report");
    }

    @Test
    void theReportOfAFirstRunIsAskedForOnceBeforeItsSweep() {
        Pull pull = proving(FIRST);

        pull.toTheEnd();

        assertThat(pull.talk.run().published()).containsEntry("Report", 1L);
        assertThat(pull.talk.run().reportCounts()).isTrue();
    }

    @Test
    void noReportCountsWhileTheBooksNeverRest() {
        Pull pull = proving(new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "18")));

        while (!pull.talk.run().done()) {
            invoices.put("I-0");
            pull.ask();
            while (!pull.inFlight().isEmpty()) {
                pull.answer(pull.inFlight().remove(0), null);
            }
            pull.commit();
            pull.askStore();
        }

        assertThat(pull.sweeps).isEqualTo(3);
        assertThat(pull.talk.run().reportCounts()).isFalse();
    }

    @Test
    void aReportThatMayNotBeReadIsNoGap() {
        Pull pull = proving(new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "18")));

        pull.ask();
        pull.answer(pull.inFlight().remove(0), new Fault.Forbidden("SCOPE_MISSING", "no", "consent again"));
        pull.commit();
        pull.toTheEnd();

        assertThat(pull.talk.run().gaps()).isEmpty();
        assertThat(pull.talk.run().reportCounts()).isFalse();
    }

    @Test
    void deletesWhatAWholeReadingDidNotSeeAndConfirmsItWhenItTookSeveralPages() {
        Pull pull = pull(INITIAL);
        pull.ledger.put(Pull.key("Accounts", "A-gone"), new Pull.Kept(3, LONG_AGO));
        for (int i = 0; i < 8; i++) {
            pull.ledger.put(Pull.key("Invoices", "I-gone-" + i), new Pull.Kept(3, LONG_AGO));
        }

        pull.toTheEnd();

        assertThat(pull.shown()).isEqualTo(books());
    }

    @Test
    void aFirstRunAsksTheStoreNothing() {
        Pull pull = pull(FIRST);

        pull.toTheEnd();

        assertThat(pull.talk.keys()).isEmpty();
        assertThat(pull.talk.run().phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void aStreamThatMayNotBeReadIsAGapAndKeepsItsOldWatermark() {
        Pull pull = pull(new Plan(Kind.INCREMENTAL, false, Map.of("Invoices", "18", "Payments", "2")));
        pull.ask();
        Turn both = pull.inFlight().remove(0);

        pull.heard(
                both,
                outcomes(pull, both, "Payments", new Fault.Forbidden("SCOPE_MISSING", "no scope", "consent again")));
        pull.toTheEnd();

        assertThat(pull.talk.run().gaps()).singleElement().satisfies(gap -> assertThat(gap.code())
                .isEqualTo("SCOPE_MISSING"));
        assertThat(pull.talk.run().watermarks()).containsEntry("Payments", "2").containsEntry("Invoices", "18");
    }

    @Test
    void aRefusalWithoutAnotherWayIsAGap() {
        Pull pull = pull(FIRST);
        pull.ask();
        Turn both = pull.inFlight().remove(0);

        pull.heard(both, outcomes(pull, both, "Invoices", new Fault.Rejected("400", "page is not a number")));
        pull.toTheEnd();

        assertThat(pull.talk.run().gaps()).singleElement().satisfies(gap -> assertThat(gap.detail())
                .contains("page is not a number"));
        assertThat(pull.talk.run().watermarks()).doesNotContainKey("Invoices");
    }

    @Test
    void reconcileReadsOnlyStreamsWithoutAWatermark() {
        Pull pull = pull(new Plan(Kind.RECONCILE, false, Map.of("Invoices", "18", "Accounts", "5")));

        pull.toTheEnd();

        assertThat(pull.shown().keySet()).allMatch(key -> key.startsWith("Payments/"));
        assertThat(pull.talk.run().watermarks()).containsEntry("Invoices", "18").containsKey("Payments");
    }

    @Test
    void anAnswerThatIsTooLargeIsAskedAloneThenForATenthThenIsAGap() {
        Pull pull = pull(FIRST);
        pull.ask();
        Turn both = pull.inFlight().remove(0);
        pull.talk.tooLarge(both, pull.now, pull.place());

        List<Turn> alone = pull.talk.ready(pull.now);
        assertThat(alone).hasSize(2).allMatch(turn -> turn.asked().size() == 1);

        Turn large = alone.stream()
                .filter(turn -> turn.asked().get(0).stream().equals("Invoices"))
                .findFirst()
                .orElseThrow();
        pull.talk.sent(large, pull.now);
        pull.talk.tooLarge(large, pull.now, pull.place());
        Turn smaller = pull.talk.ready(pull.now).stream()
                .filter(turn -> turn.asked().get(0).stream().equals("Invoices"))
                .findFirst()
                .orElseThrow();
        assertThat(smaller.exchange().questions().get(0).rows()).isEqualTo(1);

        pull.talk.sent(smaller, pull.now);
        pull.talk.tooLarge(smaller, pull.now, pull.place());
        pull.toTheEnd();

        assertThat(pull.talk.run().gaps()).singleElement().satisfies(gap -> assertThat(gap.code())
                .isEqualTo("OVERFLOW"));
    }

    @Test
    void aLateAnswerOfAnEarlierWalkAddsNothing() {
        Pull pull = pull(FIRST);
        pull.ask();
        Turn both = pull.inFlight().remove(0);
        pull.heard(both, outcomes(pull, both, "Invoices", new Fault.Rejected("400", "no")));
        pull.talk.sent(both, pull.now);

        Harvest late = pull.heard(both, outcomes(pull, both, "none", null));

        assertThat(late.found()).allMatch(found -> !found.stream().equals("Invoices"));
    }

    @Test
    void aStreamWithAnUnknownCursorBeginsAgainAndComparesWhatItPublishedBefore() {
        Pull pull = pull(FIRST);
        pull.ask();
        pull.answer(pull.inFlight().remove(0), null);
        pull.commit();
        invoices.remove("I-0");
        String foreign = RunJson.write(pull.talk.run()).replaceFirst("\"walk\":\\{[^}]*}", "\"walk\":{\"new\":1}");
        pull.talk = new Conversation(
                connector, Patience.usual(pull.random), RunJson.read(foreign, FIRST, connector.streams(), 7));

        pull.toTheEnd();

        assertThat(pull.shown()).isEqualTo(books());
    }

    @Test
    void anyOrderOfAnswersFaultsCommitsAndCrashesGivesTheSameLedger() {
        int rounds = 400;
        long first = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            long seed = first + round;
            RunTest books = new RunTest();
            Random random = new Random(seed);
            Pull pull = books.pull(INITIAL, random);
            for (int i = 0; i < 5; i++) {
                pull.ledger.put(Pull.key("Invoices", "I-gone-" + i), new Pull.Kept(3, LONG_AGO));
                pull.ledger.put(Pull.key("Accounts", "A-gone-" + i), new Pull.Kept(3, LONG_AGO));
            }
            pull.ledger.put(Pull.key("Invoices", "I-1"), new Pull.Kept(1, LONG_AGO));

            pull.byChance(() -> {
                if (random.nextInt(4) == 0) {
                    books.invoices.put("I-" + random.nextInt(14));
                }
            });

            long until = Long.parseLong(pull.talk.run().watermarks().get("Invoices"));
            books.books().forEach((key, version) -> {
                if (!key.startsWith("Invoices/") || version <= until) {
                    assertThat(pull.shown()).as("seed %d", seed).containsEntry(key, version);
                }
            });
            assertThat(pull.shown().keySet()).as("seed %d", seed).noneMatch(key -> key.contains("gone"));
            assertThat(pull.faults).as("seed %d", seed).isZero();
        }
    }

    private List<Outcome> outcomes(Pull pull, Turn turn, String stream, Fault fault) {
        return turn.exchange().questions().stream()
                .map(question -> question.stream().equals(stream) ? (Outcome) fault : pull.outcome(question))
                .toList();
    }
}
