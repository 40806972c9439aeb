package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Whatever is edited, added and deleted while lists are read: when the books rest, the ledger holds what QuickBooks
 * holds.
 */
class ReadsWhileBooksChangeTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final QboList[] LISTS = {Lists.CUSTOMER, Lists.VENDOR, Lists.INVOICE};
    private static final Consumer<ChangingCompany> QUIET = company -> company.now = company.now.plusMillis(400);

    @RepeatedTest(20)
    void losesNothingWhileRecordsAreEditedAddedAndDeletedBetweenAllAnswers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.CUSTOMER, random, random.nextInt(900));
        fill(company, Lists.VENDOR, random, random.nextInt(1_200));
        fill(company, Lists.INVOICE, random, random.nextInt(15_000));
        Engine engine = new Engine(company, random, true, LISTS);

        engine.run(edits(random, 30));
        upToDate(company, engine, seed);
        settle(company, engine, seed);

        company.now = company.now.plus(Duration.ofHours(20));
        disturb(company, random, random.nextInt(1_500));
        engine.run(edits(random, 20));
        upToDate(company, engine, seed);
        settle(company, engine, seed);
    }

    @RepeatedTest(20)
    void losesNothingWhereOneSecondHoldsSeveralPages() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.INVOICE, random, random.nextInt(4_000));
        for (int tie = 1_001 + random.nextInt(4_000); tie > 0; tie--) {
            company.add(Lists.INVOICE, START.minusSeconds(40_000));
        }
        Engine engine = new Engine(company, random, true, LISTS);
        engine.run(edits(random, 10));
        settle(company, engine, seed);
    }

    @RepeatedTest(5)
    void completesWhileTwoEditsASecondNeverPauseAndMissesNothingAfterAQuietIncrement() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.CUSTOMER, random, 600);
        fill(company, Lists.VENDOR, random, 300);
        fill(company, Lists.INVOICE, random, 8_000);
        Engine engine = new Engine(company, random, false, LISTS);
        for (int night = 0; night < 3; night++) {
            engine.run(changing -> twiceASecond(changing, random));
            upToDate(company, engine, seed);
            company.now = company.now.plus(Duration.ofMinutes(2));
        }
        settle(company, engine, seed);
    }

    /** An answer takes up to two seconds. */
    private static void twiceASecond(ChangingCompany company, Random random) {
        for (int half = random.nextInt(4); half >= 0; half--) {
            disturb(company, random, 1);
            company.now = company.now.plusMillis(500);
        }
    }

    @Test
    void losesNothingWhenItIsPausedForAMonthAfterAnyAnswer() {
        for (int pausedAfter = 1; pausedAfter <= 12; pausedAfter++) {
            Random random = new Random(pausedAfter);
            ChangingCompany company = new ChangingCompany(START, random);
            fill(company, Lists.VENDOR, random, 200);
            fill(company, Lists.INVOICE, random, 3_500);
            Engine engine = new Engine(company, random, false, LISTS);
            int[] answers = {0};
            int pause = pausedAfter;
            engine.run(changing -> {
                QUIET.accept(changing);
                if (++answers[0] == pause) {
                    disturb(changing, random, 300);
                    changing.now = changing.now.plus(Duration.ofDays(31));
                    disturb(changing, random, 300);
                }
            });
            settle(company, engine, pausedAfter);
        }
    }

    @Test
    void readsWholeAgainWhatOverflowsAloneAndFindsItsDeletions() {
        Random random = new Random(5);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.INVOICE, random, 5_000);
        Engine engine = new Engine(company, random, false, LISTS);
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        List<String> ids = company.ids(Lists.INVOICE);
        ids.subList(0, 1_200).forEach(id -> company.edit(Lists.INVOICE, id));
        ids.subList(2_000, 2_100).forEach(id -> company.delete(Lists.INVOICE, id));

        engine.run(QUIET);

        assertThat(engine.seenWhole).containsKey(Lists.INVOICE).doesNotContainKey(Lists.VENDOR);
        assertThat(engine.ledger.get(Lists.INVOICE)).isEqualTo(company.content(Lists.INVOICE));
    }

    @Test
    void findsWhatIsDeletedInAFirstRunThoughTheChangesOverflow() {
        Random random = new Random(5);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.INVOICE, random, 5_000);
        Engine engine = new Engine(company, random, false, LISTS);
        int[] answers = {0};

        engine.run(changing -> {
            QUIET.accept(changing);
            if (answers[0]++ == 6) {
                List<String> ids = changing.ids(Lists.INVOICE);
                ids.subList(0, 1_200).forEach(id -> changing.edit(Lists.INVOICE, id));
                ids.subList(2_000, 2_100).forEach(id -> changing.delete(Lists.INVOICE, id));
            }
        });

        assertThat(engine.ledger.get(Lists.INVOICE)).isEqualTo(company.content(Lists.INVOICE));
    }

    @Test
    void asksAgainAloneWhatOverflowsOnlyTogether() {
        Random random = new Random(5);
        ChangingCompany company = new ChangingCompany(START, random);
        for (QboList list : LISTS) {
            fill(company, list, random, 900);
        }
        Engine engine = new Engine(company, random, false, LISTS);
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        for (QboList list : LISTS) {
            company.ids(list).subList(0, 500).forEach(id -> company.edit(list, id));
        }
        company.delete(Lists.INVOICE, company.ids(Lists.INVOICE).get(800));

        engine.run(QUIET);

        assertThat(engine.seenWhole).isEmpty();
        for (QboList list : LISTS) {
            assertThat(engine.ledger.get(list)).isEqualTo(company.content(list));
        }
    }

    @Test
    void asksAgainAloneForListsThatGrewSinceTheyWereCounted() {
        Random random = new Random(5);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.CUSTOMER, random, 500);
        fill(company, Lists.VENDOR, random, 450);
        Engine engine = new Engine(company, random, false, LISTS);
        int[] answers = {0};
        engine.run(changing -> {
            QUIET.accept(changing);
            if (answers[0]++ == 0) {
                fill(changing, Lists.CUSTOMER, random, 200);
            }
        });
        assertThat(engine.ledger.get(Lists.VENDOR)).isEqualTo(company.content(Lists.VENDOR));
        assertThat(engine.ledger.get(Lists.CUSTOMER)).isEqualTo(company.content(Lists.CUSTOMER));
    }

    @Test
    void readsWholeWhatLiesTooFarBackForChanges() {
        Random random = new Random(5);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.INVOICE, random, 700);
        Engine engine = new Engine(company, random, false, LISTS);
        engine.run(QUIET);
        company.delete(Lists.INVOICE, company.ids(Lists.INVOICE).get(7));
        company.now = company.now.plus(Duration.ofDays(30));

        engine.run(QUIET);

        assertThat(engine.seenWhole).containsKey(Lists.INVOICE);
        assertThat(engine.several.get(Lists.INVOICE))
                .as("a list of one page needs no second look")
                .isFalse();
        assertThat(engine.ledger.get(Lists.INVOICE)).isEqualTo(company.content(Lists.INVOICE));
    }

    @Test
    void readsSmallListsTogetherAndAnIdleIncrementInOneCall() {
        Random random = new Random(5);
        ChangingCompany company = new ChangingCompany(START, random);
        for (QboList list : LISTS) {
            fill(company, list, random, 100);
        }
        Engine engine = new Engine(company, random, false, LISTS);
        engine.run(QUIET);
        assertThat(company.calls).as("counts, lists, sweep").isEqualTo(3);
        assertThat(engine.published).isEqualTo(300);
        engine.run(QUIET);
        assertThat(company.calls).isEqualTo(4);
        assertThat(engine.published).isEqualTo(300);
    }

    @Test
    void readsABigListInRangesWithHardlyMoreCallsThanPages() {
        Random random = new Random(5);
        ChangingCompany company = new ChangingCompany(START, random);
        fill(company, Lists.INVOICE, random, 25_000);
        Engine engine = new Engine(company, random, false, Lists.INVOICE);
        engine.run(QUIET);
        assertThat(engine.ledger.get(Lists.INVOICE)).hasSize(25_000);
        assertThat(company.calls)
                .as("count, bounds, 25 pages and a few that are not full, sweep")
                .isLessThanOrEqualTo(30);
        assertThat(engine.published).as("hardly a row twice").isLessThan(25_100);
    }

    /** What has not changed since a list's last sweep began is right already, without the next run's overlap. */
    private static void upToDate(ChangingCompany company, Engine engine, long seed) {
        for (QboList list : LISTS) {
            Instant began = Instant.parse(engine.watermarks.get(list))
                    .plus(Duration.ofMinutes(5))
                    .truncatedTo(ChronoUnit.SECONDS);
            company.contentOlderThan(list, began)
                    .forEach((id, version) -> assertThat(engine.ledger.get(list).get(id))
                            .as("seed %d, %s %s", seed, list, id)
                            .isEqualTo(version));
        }
    }

    private static void settle(ChangingCompany company, Engine engine, long seed) {
        company.now = company.now.plusSeconds(3);
        engine.run(QUIET);
        for (QboList list : LISTS) {
            assertThat(engine.ledger.get(list)).as("seed %d, %s", seed, list).isEqualTo(company.content(list));
        }
    }

    private static void fill(ChangingCompany company, QboList list, Random random, int rows) {
        for (int row = 0; row < rows; row++) {
            company.add(list, START.minusSeconds(1_000 + random.nextInt(10_000_000)));
        }
    }

    private static Consumer<ChangingCompany> edits(Random random, int most) {
        return company -> {
            disturb(company, random, random.nextInt(most));
            company.now = company.now.plusMillis(random.nextInt(900));
        };
    }

    private static void disturb(ChangingCompany company, Random random, int edits) {
        List<List<String>> ids = java.util.Arrays.stream(LISTS)
                .map(company::ids)
                .map(all -> (List<String>) new java.util.ArrayList<>(all))
                .toList();
        for (int edit = 0; edit < edits; edit++) {
            company.now = company.now.plusMillis(random.nextInt(60));
            int list = random.nextInt(LISTS.length);
            List<String> held = ids.get(list);
            if (held.isEmpty() || random.nextInt(4) == 0) {
                held.add(company.add(LISTS[list], company.now));
            } else if (LISTS[list] == Lists.INVOICE && random.nextInt(3) == 0) {
                company.delete(LISTS[list], held.remove(random.nextInt(held.size())));
            } else {
                company.edit(LISTS[list], held.get(random.nextInt(held.size())));
            }
        }
    }
}
