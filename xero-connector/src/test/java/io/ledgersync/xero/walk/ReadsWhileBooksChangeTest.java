package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens to a list while it is read: what has not changed since the last sweep began is in the ledger. */
class ReadsWhileBooksChangeTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");
    private final XeroStream payments = new XeroStream(Lists.PAYMENTS);
    private final Map<String, String> ledger = new TreeMap<>();
    private int published;

    @RepeatedTest(25)
    void losesNothingWhileRowsAreEditedAndAddedBetweenAllAnswers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingList list = new ChangingList(START, random.nextBoolean(), random.nextBoolean());
        fill(list, random, 500 + random.nextInt(6_000), random.nextBoolean());
        Disturbance edits = edits(random, 40);

        Walk last = run(null, list, edits, random);

        Instant lastBegan = Instant.parse(last.watermark()).plus(Duration.ofMinutes(5));
        assertThat(ledger).as("seed %d", seed).containsAllEntriesOf(list.contentOlderThan(lastBegan));
        list.pass(Duration.ofSeconds(2));
        run(last.watermark(), list, Disturbance.NONE, random);
        assertThat(ledger).as("seed %d, after a quiet increment", seed).isEqualTo(list.content());
    }

    @RepeatedTest(15)
    void losesNothingWhereOneSecondHoldsSeveralPages() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingList list = new ChangingList(START, random.nextBoolean(), random.nextBoolean());
        fill(list, random, random.nextInt(1_500), random.nextBoolean());
        Instant crowded = random.nextBoolean() ? START.minusSeconds(86_400) : START;
        int ties = 1_001 + random.nextInt(5_000);
        boolean sameMillisecond = random.nextBoolean();
        for (int row = 0; row < ties; row++) {
            list.put("tie-%05d".formatted(row), crowded.plusMillis(sameMillisecond ? 0 : random.nextInt(500)));
        }
        Disturbance edits = edits(random, 30);

        Walk last = run(null, list, edits, random);

        Instant lastBegan = Instant.parse(last.watermark()).plus(Duration.ofMinutes(5));
        assertThat(ledger).as("seed %d", seed).containsAllEntriesOf(list.contentOlderThan(lastBegan));
        list.pass(Duration.ofSeconds(2));
        run(last.watermark(), list, Disturbance.NONE, random);
        assertThat(ledger).as("seed %d, after a quiet increment", seed).isEqualTo(list.content());
    }

    @Test
    void endsInACrowdedSecondWhenTheProvidersClockStandsStill() {
        ChangingList list = new ChangingList(START, false, true);
        for (int row = 0; row < 3_500; row++) {
            list.put("tie-%05d".formatted(row), START.plusMillis(row % 300));
        }

        Walk walk = read(payments.begin(null), list, Disturbance.NONE, new Random(1), false);

        assertThat(walk.done()).isTrue();
        assertThat(ledger).isEqualTo(list.content());
    }

    @Test
    void asksForEachFullPageOnceAndForAnIdleIncrementOnce() {
        ChangingList list = new ChangingList(START, false, true);
        for (int row = 0; row < 9_500; row++) {
            list.put("row-%05d".formatted(row), START.minusSeconds(100_000 - row * 10L));
        }
        Walk pass = read(payments.begin(null), list, Disturbance.NONE, new Random(1), false);
        assertThat(list.calls).isEqualTo(10);
        assertThat(published).isEqualTo(9_500);
        assertThat(pass.expected()).isEqualTo(9_500);
        assertThat(pass.whole()).isTrue();
        assertThat(pass.severalPages()).isTrue();

        Walk sweep = read(payments.sweep(pass), list, Disturbance.NONE, new Random(1), false);
        assertThat(list.calls).isEqualTo(11);
        assertThat(published).as("a sweep of quiet books is no find").isEqualTo(9_500);

        Walk increment = read(payments.begin(sweep.watermark()), list, Disturbance.NONE, new Random(1), false);
        assertThat(list.calls).isEqualTo(12);
        assertThat(increment.whole()).isFalse();
    }

    @Test
    void readsThePagesOfACrowdedSecondOnceEach() {
        ChangingList list = new ChangingList(START, false, true);
        for (int row = 0; row < 4_000; row++) {
            list.put("row-%05d".formatted(row), START.minusSeconds(3_600));
        }
        read(payments.begin(null), list, Disturbance.NONE, new Random(1), false);
        assertThat(ledger).hasSize(4_000);
        assertThat(list.calls)
                .as("the first page, four pages in the second, one behind them")
                .isLessThanOrEqualTo(7);
    }

    @Test
    void forgetsWhatCannotComeAgain() {
        ChangingList list = new ChangingList(START, false, true);
        for (int row = 0; row < 50_000; row++) {
            list.put("row-%05d".formatted(row), START.minusSeconds(100_000 - row));
        }
        Walk walk = payments.begin(null);
        int most = 0;
        while (!walk.done()) {
            Question question = walk.ready().get(0);
            walk = walk.answered(question, list.answer(question)).walk();
            most = Math.max(most, ((ByChange) walk).course().seen().size());
        }
        assertThat(most).isLessThan(100);
    }

    @Test
    void readsSmallerPagesAfterAnAnswerThatWasTooLarge() {
        ChangingList list = new ChangingList(START, true, false);
        for (int row = 0; row < 2_500; row++) {
            list.put("tie-%05d".formatted(row), START.minusSeconds(3_600));
        }
        Walk walk = payments.begin(null);
        while (!walk.done()) {
            Question question = walk.ready().get(0);
            Question smaller = question.rows() > 300 ? question.withRows(question.rows() / 10) : question;
            Step step = walk.answered(smaller, list.answer(smaller));
            take(step);
            walk = step.walk();
        }
        assertThat(ledger).isEqualTo(list.content());
    }

    @Test
    void sweepsAnUnpagedListForChangesOnly() {
        XeroStream batches = new XeroStream(Lists.BATCH_PAYMENTS);
        ChangingList list = new ChangingList(START, false, false);
        for (int row = 0; row < 80; row++) {
            list.put("batch-" + row, row < 10 ? START : START.minusSeconds(9_000));
        }
        Walk pass = read(batches.begin(null), list, Disturbance.NONE, new Random(1), false);
        assertThat(pass.whole()).isTrue();
        assertThat(pass.severalPages()).isFalse();
        read(batches.sweep(pass), list, Disturbance.NONE, new Random(1), false);
        assertThat(published).as("stamps within the sweep, but unchanged").isEqualTo(80);
        list.put("batch-5", list.now);
        read(batches.sweep(pass), list, Disturbance.NONE, new Random(1), false);
        assertThat(published).isEqualTo(81);
        assertThat(list.calls).isEqualTo(3);
    }

    private Walk run(String watermark, ChangingList list, Disturbance disturbance, Random random) {
        Walk walk = read(payments.begin(watermark), list, disturbance, random, disturbance != Disturbance.NONE);
        int before = -1;
        for (int sweep = 0; sweep < 3 && published != before; sweep++) {
            before = published;
            walk = read(payments.sweep(walk), list, disturbance, random, disturbance != Disturbance.NONE);
        }
        return walk;
    }

    private Walk read(Walk begun, ChangingList list, Disturbance disturbance, Random random, boolean crashes) {
        Walk walk = begun;
        int answers = 0;
        while (!walk.done()) {
            assertThat(answers++).as("the reading ends").isLessThan(500);
            List<Question> ready = walk.ready();
            assertThat(ready).as("a walk that is not done asks").isNotEmpty();
            Question question = ready.get(0);
            if (crashes && random.nextInt(12) == 0 && question.rows() >= 10) {
                question = question.withRows(question.rows() / 10);
            }
            Step step = walk.answered(question, list.answer(question));
            take(step);
            walk = step.walk();
            if (crashes && random.nextInt(10) == 0) {
                walk = payments.resume(
                        JsonMapper.shared().readTree(walk.cursor().toString()));
            }
            disturbance.strike(list);
        }
        return walk;
    }

    private void take(Step step) {
        published += step.publish().size();
        for (Row row : step.publish()) {
            ledger.put(row.read().sourceId(), ChangingList.version(row));
        }
    }

    private static void fill(ChangingList list, Random random, int rows, boolean wholeSeconds) {
        for (int row = 0; row < rows; row++) {
            Instant stamp = START.minusMillis(400_000L + random.nextInt(1_000_000));
            list.put("row-%05d".formatted(row), wholeSeconds ? stamp.truncatedTo(ChronoUnit.SECONDS) : stamp);
        }
    }

    private interface Disturbance {
        Disturbance NONE = list -> list.pass(Duration.ofMillis(350));

        void strike(ChangingList list);
    }

    private static Disturbance edits(Random random, int most) {
        return list -> {
            List<String> ids = new ArrayList<>(list.ids());
            for (int edit = random.nextInt(most); edit > 0; edit--) {
                list.pass(Duration.ofMillis(random.nextInt(60)));
                boolean added = random.nextInt(4) == 0;
                list.put(added ? "new-" + random.nextInt(1_000_000) : ids.get(random.nextInt(ids.size())), list.now);
            }
            list.pass(Duration.ofMillis(random.nextInt(900)));
        };
    }
}
