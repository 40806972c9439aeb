package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Walk;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More than a page of rows that changed within one second. */
class ReadsCrowdedSecondsTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");
    private static final int ROWS = 2_500;

    private static final List<XeroList> LISTS = List.of(
            Lists.CONTACTS,
            Lists.INVOICES,
            Lists.PAYMENTS,
            Lists.PREPAYMENTS,
            Lists.OVERPAYMENTS,
            Lists.MANUAL_JOURNALS);

    @RepeatedTest(15)
    void losesNothingWhenARowIsEditedOrDeletedBetweenEveryTwoPages() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingList list = new ChangingList(START, random.nextBoolean(), random.nextBoolean());
        Instant second = random.nextBoolean() ? START.minusSeconds(86_400) : START.minusSeconds(2);
        boolean atOnce = random.nextBoolean();
        for (int row = 0; row < ROWS; row++) {
            list.put("row-%05d".formatted(row), second.plusMillis(atOnce ? 0 : random.nextInt(500)));
        }
        Set<String> removed = new TreeSet<>();
        Consumer<ChangingList> strike = books -> {
            String id = books.ids().get(random.nextInt(books.ids().size()));
            if (random.nextBoolean()) {
                books.remove(id);
                removed.add(id);
            } else {
                books.put(id, books.now);
            }
            books.pass(Duration.ofMillis(350));
        };
        XeroStream stream = new XeroStream(LISTS.get(random.nextInt(LISTS.size())));
        Copy copy = new Copy(stream, list, random);
        String name = "%s, seed %d".formatted(stream.name(), seed);

        Walk last = copy.run(null, strike);

        Instant lastBegan = Instant.parse(last.watermark()).plus(Duration.ofMinutes(5));
        assertThat(copy.rows).as(name).containsAllEntriesOf(list.contentOlderThan(lastBegan));
        list.pass(Duration.ofSeconds(2));
        copy.run(last.watermark(), Copy.QUIET);
        assertThat(copy.rows).as("%s, after a quiet increment", name).containsAllEntriesOf(list.content());
        copy.rows.keySet().removeAll(list.content().keySet());
        assertThat(removed).as("%s: nothing else is left over", name).containsAll(copy.rows.keySet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesNothingThatChangedBefore1970(boolean edgeExclusive) {
        ChangingList list = new ChangingList(START, edgeExclusive, true);
        for (int row = 0; row < ROWS; row++) {
            // Xero shows a moment that it does not know as the first of 1970.
            Instant stamp = row < 1_100 ? Instant.EPOCH : Instant.EPOCH.minusMillis(40_000L * row);
            list.put("row-%05d".formatted(row), stamp, LocalDate.of(1917, 12, 15));
        }
        Copy copy = new Copy(new XeroStream(Lists.INVOICES), list, new Random(1));

        copy.run(null, Copy.QUIET);

        assertThat(copy.rows).isEqualTo(list.content());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void losesNothingWhereRowsOfOneMomentStandInAnotherOrderFromACallOn(int call) {
        for (XeroList unsure : List.of(
                Lists.PREPAYMENTS, Lists.OVERPAYMENTS, Lists.MANUAL_JOURNALS, Lists.PURCHASE_ORDERS, Lists.QUOTES)) {
            for (boolean pagination : List.of(true, false)) {
                ChangingList list = new ChangingList(START, false, pagination);
                list.turnsAt = call;
                for (int row = 0; row < unsure.mostRows() * 5 / 2; row++) {
                    list.put("row-%05d".formatted(row), START.minusSeconds(3_600));
                }
                Copy copy = new Copy(new XeroStream(unsure), list, new Random(call));

                copy.run(null, Copy.QUIET);

                assertThat(copy.rows)
                        .as("%s, page count %s", unsure.path(), pagination)
                        .isEqualTo(list.content());
            }
        }
    }
}
