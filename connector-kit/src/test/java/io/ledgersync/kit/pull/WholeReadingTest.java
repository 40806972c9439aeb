package io.ledgersync.kit.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.toy.Shelf;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the ledger has and a whole reading did not see. */
class WholeReadingTest {
    private static final Sequence LONG_AGO = new Sequence(1, 1, 0);
    private static final Plan FIRST = new Plan(Kind.INITIAL, true, Map.of());
    private static final Plan AGAIN = new Plan(Kind.INITIAL, false, Map.of());

    private final Shelf invoices = new Shelf("Invoices", new AtomicLong());

    WholeReadingTest() {
        for (int i = 0; i < 11; i++) {
            invoices.put("I-" + i);
        }
    }

    private Pull pull(ShelfStream stream, Plan plan) {
        return new Pull(new ShelfConnector(1, stream), Map.of("Invoices", invoices), plan, new Random(1));
    }

    private TreeMap<String, Long> books() {
        TreeMap<String, Long> books = new TreeMap<>();
        invoices.books().forEach((id, version) -> books.put(Pull.key("Invoices", id), version));
        return books;
    }

    private static void has(Pull pull, String id) {
        pull.ledger.put(Pull.key("Invoices", id), new Pull.Kept(1, LONG_AGO));
    }

    private static void readUntilItSweeps(Pull pull) {
        while (pull.talk.run().sweep() == 0) {
            pull.ask();
            while (!pull.inFlight().isEmpty()) {
                pull.answer(pull.inFlight().remove(0), null);
            }
            pull.commit();
        }
    }

    @Test
    void aSecondWholeReadingInAFirstRunFindsWhatWasDeletedSinceTheFirst() {
        Pull pull = pull(new ShelfStream("Invoices", false, 4).overflowing(), FIRST);
        readUntilItSweeps(pull);
        invoices.remove("I-3");

        pull.toTheEnd();

        assertThat(pull.shown()).isEqualTo(books());
    }

    @Test
    void aSecondWholeReadingIsStillOneAfterACrash() {
        Pull pull = pull(new ShelfStream("Invoices", false, 4).overflowing(), FIRST);
        readUntilItSweeps(pull);
        invoices.remove("I-3");
        pull.ask();
        pull.answer(pull.inFlight().remove(0), null);
        pull.commit();
        pull.crash();

        pull.toTheEnd();

        assertThat(pull.shown()).isEqualTo(books());
    }

    @Test
    void aFirstRunThatBeginsAgainFindsWhatWasDeletedSinceItFirstBegan() {
        Pull pull = pull(new ShelfStream("Invoices", false, 4), FIRST);
        readUntilItSweeps(pull);
        invoices.remove("I-3");
        pull.begin(RunJson.read("{\"format\":99}", FIRST, pull.connector.streams(), 9));

        pull.toTheEnd();

        assertThat(pull.shown()).isEqualTo(books());
    }

    @Test
    void aDeadLetterKeepsTheRecordItselfAndNoneThatIsGone() {
        invoices.unreadable("I-1");
        Pull pull = pull(new ShelfStream("Invoices", true, 50), AGAIN);
        has(pull, "I-1");
        has(pull, "I-gone");

        pull.toTheEnd();

        assertThat(pull.shown()).doesNotContainKey("Invoices/I-gone").containsKeys("Invoices/I-1", "Invoices/I-2");
        assertThat(pull.talk.run().watermarks()).containsKey("Invoices");
        assertThat(pull.talk.run().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.code()).isEqualTo("DEAD_LETTERS");
            assertThat(gap.records()).as("met twice, counted once").isEqualTo(1);
        });
    }

    @Test
    void eachMissingKeyIsAskedForOnceThoughSeveralAreInFlight() {
        Pull pull = pull(new ShelfStream("Invoices", false, 4), AGAIN);
        for (int i = 0; i < 8; i++) {
            has(pull, "I-gone-" + i);
        }

        pull.toTheEnd();

        assertThat(pull.shown()).isEqualTo(books());
        assertThat(pull.calls).as("three pages, a sweep, eight keys").isEqualTo(3 + 1 + 8);
    }
}
