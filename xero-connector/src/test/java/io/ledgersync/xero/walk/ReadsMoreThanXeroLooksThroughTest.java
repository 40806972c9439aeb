package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.books.HighVolume;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** More documents of one kind than Xero looks through at once, at its real threshold, whichever way it is meant. */
class ReadsMoreThanXeroLooksThroughTest {
    private static final int INVOICES = HighVolume.REAL.threshold() + 1_300;
    private static final Runnable NOTHING = () -> {};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void readsThemInPagesWhileTheyAreEditedAndThenOnlyWhatChanged() {
        BooksSpec sizes = new BooksSpec(Map.of("Account", 12, "Contact", 30, "Invoice", INVOICES, "Journal", 0));
        SimulatedXero xero = new SimulatedXero(sizes, List.of(Lists.INVOICES), random);
        Edits edits = xero.books.edits();

        Run first = xero.run(Kind.INITIAL, () -> {
            if (xero.calls.size() % 20 == 0) {
                edits.editAny("Invoice");
                edits.voidAny("Invoice");
                edits.add("Invoice");
            }
        });

        assertThat(first.gaps()).isEmpty();
        assertThat(xero.calls).allMatch(call -> call.startsWith("200")).hasSizeLessThan(115);
        assertThat(xero.ledger()).as("seed %d", seed).isEqualTo(xero.content());

        List<String> changed = List.of(edits.editAny("Invoice"), edits.deleteAny("Invoice"), edits.add("Invoice"));
        Run increment = xero.run(Kind.INCREMENTAL, NOTHING);

        assertThat(increment.gaps()).isEmpty();
        assertThat(xero.calls).hasSizeLessThan(6);
        assertThat(changed)
                .allSatisfy(id -> assertThat(xero.ledger().get("Invoice").get(id))
                        .as("seed %d", seed)
                        .isEqualTo(xero.content(Lists.INVOICES, id)));
    }

    @Test
    void readsThemByDatesWherePagesAreRefusedTooAndThenOnlyWhatChanged() {
        Books books = new Books(Instant.parse("2026-11-23T08:00:00.400Z"), random.nextBoolean(), random);
        ChangingList invoices = books.list(Lists.INVOICES);
        invoices.threshold = HighVolume.REAL.threshold();
        LocalDate date = LocalDate.of(2022, 1, 1);
        for (int row = 0; row < INVOICES; row++) {
            Instant stamp = invoices.now.minusSeconds(400 + random.nextInt(9_000_000));
            invoices.put("row-%06d".formatted(row), stamp, date.plusDays(random.nextInt(1_500)));
        }

        Run first = books.run(Kind.INITIAL, () -> books.pass(Duration.ofMillis(350)));

        assertThat(first.gaps()).isEmpty();
        assertThat(books.ledger()).as("seed %d", seed).isEqualTo(books.content());

        books.pass(Duration.ofHours(24));
        invoices.put("row-000007", invoices.now);
        invoices.delete("row-000008", invoices.now);
        Run increment = books.run(Kind.INCREMENTAL, () -> books.pass(Duration.ofMillis(350)));

        assertThat(increment.gaps()).isEmpty();
        assertThat(books.calls()).as("18 lists, and a sweep").isLessThan(24);
        assertThat(books.ledger()).as("seed %d", seed).isEqualTo(books.content());
    }
}
