package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Walk;
import io.ledgersync.xero.ask.XeroQuestion;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts that are deleted, whether the list of invoices shows them to who does not ask for them or not. */
class ReadsDeletedInvoicesTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");
    private final XeroStream invoices = new XeroStream(Lists.INVOICES);
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @RepeatedTest(40)
    void missesNoneThatIsDeletedWhileTheListIsRead() {
        ChangingList list = list(200 + random.nextInt(4_000));
        list.hidesDeleted = random.nextBoolean();
        list.threshold = random.nextBoolean() ? Integer.MAX_VALUE : 1_500 + random.nextInt(2_000);
        Copy copy = new Copy(invoices, list, random);
        int[] edits = {60};
        Consumer<ChangingList> deletes = books -> {
            books.pass(Duration.ofMillis(200 + random.nextInt(900)));
            if (edits[0]-- > 0) {
                String id = books.ids().get(random.nextInt(books.ids().size()));
                if (random.nextBoolean() && !books.isDeleted(id)) {
                    books.put(id, books.now);
                } else {
                    books.delete(id, books.now);
                }
            }
        };

        Walk first = copy.run(null, deletes);
        Instant lastBegan = Instant.parse(first.watermark()).plus(Duration.ofMinutes(5));
        assertThat(copy.rows).as("seed %d", seed).containsAllEntriesOf(list.contentOlderThan(lastBegan));
        list.pass(Duration.ofSeconds(12));
        copy.run(first.watermark(), Copy.QUIET);

        assertThat(copy.rows).as("seed %d, after a quiet increment", seed).isEqualTo(list.content());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void publishesNoneTwice(boolean hidden) {
        ChangingList list = list(3_000);
        list.hidesDeleted = hidden;
        for (int row = 0; row < 1_500; row += 3) {
            list.delete("row-%05d".formatted(row), START.minusSeconds(random.nextInt(20)));
        }
        Copy copy = new Copy(invoices, list, random);

        copy.run(null, Copy.QUIET);

        assertThat(copy.rows).as("seed %d", seed).isEqualTo(list.content());
        assertThat(copy.published).as("seed %d", seed).isEqualTo(3_000);
    }

    @Test
    void asksForThemApartOnlyWhereTheListShowedNone() {
        ChangingList list = list(1);
        Copy none = new Copy(invoices, list, random);
        none.read(invoices.begin(null), Copy.QUIET);
        list.delete("row-00000", list.now);
        Copy shown = new Copy(invoices, list, random);
        shown.read(invoices.begin(null), Copy.QUIET);

        assertThat(none.asked)
                .extracting(asked -> ((XeroQuestion) asked).list().parameter())
                .containsExactly("includeArchived=true&unitdp=4", "Statuses=DELETED&unitdp=4");
        assertThat(shown.asked)
                .extracting(asked -> ((XeroQuestion) asked).list().parameter())
                .containsExactly("includeArchived=true&unitdp=4");
    }

    private ChangingList list(int rows) {
        ChangingList list = new ChangingList(START, random.nextBoolean(), random.nextBoolean());
        for (int row = 0; row < rows; row++) {
            list.put(
                    "row-%05d".formatted(row),
                    START.minusSeconds(1_000L + random.nextInt(100_000)),
                    START.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(row % 900));
        }
        return list;
    }
}
