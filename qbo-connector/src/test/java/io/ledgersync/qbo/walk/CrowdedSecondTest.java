package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.qbo.ask.QboQuestion;
import io.ledgersync.qbo.stream.Lists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 2,500 rows in one second with one edited or deleted between every two pages: none is lost, in whatever order. */
class CrowdedSecondTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant SECOND = START.minusSeconds(40_000);
    private static final int ROWS = 2_500;
    private static final int SEEDS = 25;

    private boolean countsRefused;

    @ParameterizedTest
    @EnumSource(ChangingCompany.Ties.class)
    void losesNothingWithOneEditedOrDeletedBetweenEveryTwoPages(ChangingCompany.Ties ties) {
        long first = System.nanoTime();
        for (long seed = first; seed < first + SEEDS; seed++) {
            Random random = new Random(seed);
            ChangingCompany company = company(random, ties);
            Engine engine = new Engine(company, random, false, Lists.INVOICE);
            engine.run(changing -> touchOne(changing, random));
            company.now = company.now.plusSeconds(3);
            engine.run(changing -> changing.now = changing.now.plusMillis(400));
            assertThat(engine.different(Lists.INVOICE))
                    .as("ties by %s, seed %d", ties, seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ChangingCompany.Ties.class)
    void losesNothingWhenItsReplicaIsReplacedInTheMiddle(ChangingCompany.Ties ties) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingCompany company = company(random, ties);
        Engine engine = new Engine(company, random, true, Lists.INVOICE);
        engine.run(changing -> touchOne(changing, random));
        company.now = company.now.plusSeconds(3);
        engine.run(changing -> changing.now = changing.now.plusMillis(400));
        assertThat(engine.different(Lists.INVOICE))
                .as("ties by %s, seed %d", ties, seed)
                .isEmpty();
    }

    /** The sweep alone can bring it: the next run begins after the edit. */
    @ParameterizedTest
    @EnumSource(ChangingCompany.Ties.class)
    void isUpToDateAfterALongReadingInWhichRecordsWereEditedBetweenItsPasses(ChangingCompany.Ties ties) {
        long first = System.nanoTime();
        for (long seed = first; seed < first + SEEDS; seed++) {
            Random random = new Random(seed);
            ChangingCompany company = company(random, ties);
            Engine engine = new Engine(company, random, false, Lists.INVOICE);
            AtomicInteger calls = new AtomicInteger();
            engine.run(changing -> {
                changing.now = changing.now.plusSeconds(60);
                if (calls.incrementAndGet() < 8) {
                    List<String> ids = changing.ids(Lists.INVOICE);
                    changing.edit(Lists.INVOICE, ids.get(random.nextInt(ids.size())));
                }
            });
            assertThat(engine.different(Lists.INVOICE))
                    .as("ties by %s, seed %d", ties, seed)
                    .isEmpty();
        }
    }

    /** Nothing but the reading itself can find a row that nobody touches: no change call shows it. */
    @Test
    void findsARowThatOthersMoveOutOfEveryPage() {
        Random random = new Random(7);
        ChangingCompany company = company(random, ChangingCompany.Ties.UPDATED);
        QboQuestion.Stretch second = new QboQuestion.Stretch(SECOND, SECOND.plusSeconds(1));
        String untouched = company.order(Lists.INVOICE, second).get(1_499);
        Set<String> read = read(company, question -> {
            if (question instanceof QboQuestion.PageBelow page) {
                moveOut(company, page, company.order(Lists.INVOICE, second), untouched);
            }
        });
        assertThat(company.ids(Lists.INVOICE)).contains(untouched).allMatch(read::contains);
    }

    @ParameterizedTest
    @EnumSource(ChangingCompany.Ties.class)
    void losesNothingWhereCountsAreWrong(ChangingCompany.Ties ties) {
        long seed = System.nanoTime();
        ChangingCompany company = company(new Random(seed), ties);
        company.countsNothing = true;
        assertThat(read(company, question -> {}))
                .as("ties by %s, seed %d", ties, seed)
                .hasSize(ROWS);
    }

    @ParameterizedTest
    @EnumSource(ChangingCompany.Ties.class)
    void losesNothingWhereCountsAreRefused(ChangingCompany.Ties ties) {
        long seed = System.nanoTime();
        ChangingCompany company = company(new Random(seed), ties);
        Random random = new Random(seed);
        countsRefused = true;
        Set<String> read = read(company, question -> touchOne(company, random));
        assertThat(company.ids(Lists.INVOICE))
                .as("ties by %s, seed %d", ties, seed)
                .allMatch(read::contains);
    }

    @Test
    void readsASecondThatRestsTwiceAndNoMore() {
        ChangingCompany company = company(new Random(7), ChangingCompany.Ties.PLACE);
        Set<String> read = read(company, question -> {});
        assertThat(read).hasSize(ROWS);
        assertThat(company.calls)
                .as("count, bounds, two pages on the way in, two counts, two passes of three pages, what follows")
                .isLessThanOrEqualTo(14);
    }

    /** With a single edit or deletion. */
    private static void moveOut(ChangingCompany company, QboQuestion.PageBelow page, List<String> order, String row) {
        int place = order.indexOf(row);
        if (place == page.start() && place > 0) {
            company.delete(Lists.INVOICE, order.get(place - 1));
        } else if (place == page.below() - 1 && place + 1 < order.size()) {
            company.edit(Lists.INVOICE, order.get(place + 1));
        } else {
            company.edit(Lists.INVOICE, order.get(0));
        }
    }

    private static void touchOne(ChangingCompany company, Random random) {
        company.now = company.now.plusMillis(400 + random.nextInt(900));
        List<String> ids = company.ids(Lists.INVOICE);
        String id = ids.get(random.nextInt(ids.size()));
        if (random.nextBoolean()) {
            company.edit(Lists.INVOICE, id);
        } else {
            company.delete(Lists.INVOICE, id);
        }
    }

    /** Reads everything once, without sweeps; before each question something may happen. */
    private Set<String> read(ChangingCompany company, Consumer<Question> before) {
        Walk walk = new QboStream(Lists.INVOICE, Clock.fixed(START, ZoneOffset.UTC)).begin(null);
        Set<String> read = new HashSet<>();
        for (int answers = 0; !walk.done(); answers++) {
            assertThat(answers).as("the reading ends").isLessThan(200);
            company.now = company.now.plus(Duration.ofSeconds(1));
            Question question = walk.ready().get(0);
            before.accept(question);
            if (countsRefused && question instanceof QboQuestion.Count) {
                walk = walk.rejected(question, new Fault.Rejected("REJECTED", "no"));
                continue;
            }
            Answer answer =
                    company.answer(new Exchange("call", List.of(question))).get(0);
            Step step = walk.answered(question, answer);
            step.publish().forEach(row -> read.add(row.read().sourceId()));
            walk = step.walk();
        }
        return read;
    }

    private static ChangingCompany company(Random random, ChangingCompany.Ties ties) {
        ChangingCompany company = new ChangingCompany(START, random, ties);
        for (int row = 0; row < ROWS; row++) {
            company.add(Lists.INVOICE, SECOND);
        }
        return company;
    }
}
