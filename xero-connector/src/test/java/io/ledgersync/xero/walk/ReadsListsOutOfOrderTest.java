package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Walk;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The order of a list is documented, but nobody promises it where only changes are asked for: it may be any. */
class ReadsListsOutOfOrderTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ChangingList list = new ChangingList(START, random.nextBoolean(), random.nextBoolean());
    private final XeroStream payments = new XeroStream(Lists.PAYMENTS);
    private final Copy copy = new Copy(payments, list, random);

    @BeforeEach
    void fill() {
        for (int row = 0; row < 3_500; row++) {
            list.put("row-%05d".formatted(row), START.minusMillis(600_000L + random.nextInt(90_000_000)));
        }
        list.otherOrder = random.nextBoolean()
                ? Comparator.comparing((String id) -> Integer.reverse(id.hashCode()))
                : Comparator.<String>naturalOrder().reversed();
    }

    @RepeatedTest(10)
    void losesNothingInQuietBooks() {
        Walk walk = copy.read(payments.begin(null), Copy.QUIET);

        assertThat(copy.rows).as("seed %d", seed).isEqualTo(list.content());
        assertThat(list.calls)
                .as("a page out of order, and two passes that agree")
                .isEqualTo(1 + 2 * 4);
        assertThat(walk.whole()).isTrue();
        assertThat(walk.severalPages()).isTrue();
    }

    @RepeatedTest(10)
    void losesNothingThatChangedSince() {
        copy.run(START.minusSeconds(80_000).toString(), Copy.QUIET);

        assertThat(copy.rows.keySet()).as("seed %d", seed).containsAll(list.changedSince(START.minusSeconds(79_998)));
    }

    @RepeatedTest(10)
    void losesNothingWhileRowsAreAddedEditedAndRemoved() {
        Walk last = copy.run(null, books -> {
            // The books rest after a while: a row that hides from every pass is found when everything is read again.
            if (books.calls < 8) {
                books.remove(books.ids().get(random.nextInt(books.ids().size())));
                books.put(books.ids().get(random.nextInt(books.ids().size())), books.now);
                books.put("new-" + random.nextInt(1_000_000), books.now);
            }
            books.pass(Duration.ofMillis(350));
        });

        Instant lastBegan = Instant.parse(last.watermark()).plus(Duration.ofMinutes(5));
        assertThat(copy.rows).as("seed %d", seed).containsAllEntriesOf(list.contentOlderThan(lastBegan));
        list.pass(Duration.ofSeconds(2));
        copy.run(last.watermark(), Copy.QUIET);
        assertThat(copy.rows).as("seed %d, after a quiet increment", seed).containsAllEntriesOf(list.content());
    }

    @RepeatedTest(5)
    void losesNothingWithinWindowsOfDates() {
        list.threshold = 2_000;
        for (String id : list.ids()) {
            list.put(
                    id,
                    START.minusSeconds(600 + random.nextInt(90_000)),
                    LocalDate.of(2025, 1, 1).plusDays(random.nextInt(300)));
        }

        copy.read(payments.begin(null), books -> books.pass(Duration.ofMillis(350)));

        assertThat(copy.refusals).isPositive();
        assertThat(copy.rows).as("seed %d", seed).isEqualTo(list.content());
    }

    @Test
    void asksNothingMoreOfAListOfOnePage() {
        list.ids().stream().skip(700).forEach(list::remove);

        copy.read(payments.begin(null), Copy.QUIET);

        assertThat(list.calls).isEqualTo(1);
        assertThat(copy.rows).isEqualTo(list.content());
    }
}
