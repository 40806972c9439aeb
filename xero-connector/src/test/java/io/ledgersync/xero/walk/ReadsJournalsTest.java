package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.xero.ask.JournalNumber;
import io.ledgersync.xero.ask.XeroQuestion;
import io.ledgersync.xero.stream.Lists;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Journals are never changed, but their numbers have gaps, answers are short and a lower number may be committed later.
 */
class ReadsJournalsTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final XeroStream journals = new XeroStream(Lists.JOURNALS);
    private final TreeMap<Long, Instant> held = new TreeMap<>();
    private final TreeSet<Long> ledger = new TreeSet<>();
    private Instant now = START;
    private int calls;
    private int published;

    @Test
    void goesOnUntilAnAnswerIsEmpty() {
        fill(250, 7, START.minusSeconds(100_000));
        Walk walk = read(journals.begin(null), null, list -> {});
        assertThat(ledger).isEqualTo(held.keySet());
        assertThat(walk.whole()).isTrue();
        assertThat(walk.watermark()).isEqualTo(Long.toString(held.lastKey()));
        int before = calls;
        read(journals.sweep(walk), null, list -> {});
        assertThat(calls).as("one empty answer").isEqualTo(before + 1);
    }

    @Test
    void beginsAgainAtANumberReceivedBeforeTheOverlap() {
        fill(50, 3, START.minusSeconds(100_000));
        long old = held.lastKey();
        held.put(old + 1, START.minusSeconds(200));
        held.put(old + 3, START.minusSeconds(100));
        Walk walk = read(journals.begin(null), null, list -> {});
        assertThat(walk.watermark()).isEqualTo(Long.toString(old));

        held.put(old + 2, START.minusSeconds(150));
        read(journals.begin(walk.watermark()), null, list -> {});
        assertThat(ledger).as("the number committed late").contains(old + 2);
    }

    @RepeatedTest(30)
    void losesNoneThatIsPostedOrCommittedLateMeanwhile() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        fill(random.nextInt(900), 4, START.minusSeconds(50_000));
        Runnable[] late = {() -> {}};
        Change change = list -> {
            late[0].run();
            late[0] = () -> {};
            long next = (held.isEmpty() ? 0 : held.lastKey()) + 1;
            for (int posting = random.nextInt(4); posting > 0; posting--) {
                Instant created = now;
                long number = next++;
                if (random.nextInt(5) == 0) {
                    late[0] = () -> held.put(number, created);
                } else {
                    held.put(number, created);
                }
            }
        };
        Walk walk = read(journals.begin(null), random, change);
        for (int sweep = 0; sweep < 3; sweep++) {
            walk = read(journals.sweep(walk), random, change);
        }
        late[0].run();
        now = now.plusSeconds(2);
        read(journals.begin(walk.watermark()), random, list -> {});
        assertThat(ledger).as("seed %d", seed).isEqualTo(held.keySet());
    }

    @Test
    void sweepsQuietBooksWithoutAFind() {
        fill(30, 1, START.minusSeconds(5_000));
        held.put(held.lastKey() + 1, START.minusSeconds(3));
        Walk walk = read(journals.begin(null), null, list -> {});
        int before = published;
        read(journals.sweep(walk), null, list -> {});
        assertThat(published).isEqualTo(before);
    }

    @Test
    void sweepsAJournalWithAnOlderStampBehindANewerOneWithoutAFind() {
        fill(30, 1, START.minusSeconds(5_000));
        held.put(held.lastKey() + 1, START.minusSeconds(3));
        held.put(held.lastKey() + 1, START.minusSeconds(4_000));
        Walk walk = read(journals.begin(null), null, list -> {});
        int before = published;
        read(journals.sweep(walk), null, list -> {});
        assertThat(published).isEqualTo(before);
    }

    @Test
    void endsInBooksThatNeverRest() {
        fill(250, 2, START.minusSeconds(100_000));
        Walk walk = read(journals.begin(null), null, list -> held.put(held.lastKey() + 1, now));
        assertThat(calls).isLessThan(8);
        now = now.plusSeconds(3);
        read(journals.sweep(walk), null, list -> {});
        assertThat(ledger).isEqualTo(held.keySet());
    }

    private interface Change {
        void strike(ReadsJournalsTest list);
    }

    private Walk read(Walk begun, Random random, Change change) {
        Walk walk = begun;
        while (!walk.done()) {
            assertThat(walk.ready()).hasSize(1);
            Question question = walk.ready().get(0);
            Step step = walk.answered(question, answer((XeroQuestion.JournalsAfter) question, random));
            published += step.publish().size();
            step.publish().forEach(row -> ledger.add(JournalNumber.of(row).orElseThrow()));
            walk = step.walk();
            if (random != null && random.nextInt(6) == 0) {
                walk = journals.resume(
                        JsonMapper.shared().readTree(walk.cursor().toString()));
            }
            change.strike(this);
        }
        return walk;
    }

    private Answer answer(XeroQuestion.JournalsAfter question, Random random) {
        calls++;
        now = now.plusMillis(300);
        List<Row> rows = new ArrayList<>();
        int most = random == null ? 100 : 1 + random.nextInt(100);
        for (Map.Entry<Long, Instant> journal :
                held.tailMap(question.number(), false).entrySet()) {
            if (rows.size() < most) {
                byte[] json = ("{\"JournalID\":\"j" + journal.getKey() + "\",\"JournalNumber\":" + journal.getKey()
                                + ",\"CreatedDateUTC\":\"/Date("
                                + journal.getValue().toEpochMilli() + "+0000)/\"}")
                        .getBytes(StandardCharsets.UTF_8);
                rows.add(new Row(
                        List.of("Journals"),
                        json,
                        Lists.JOURNALS.read(JsonMapper.shared().readTree(json)),
                        null));
            }
        }
        return new Answer(JsonNodeFactory.instance.objectNode(), rows, now.minus(Duration.ofSeconds(1)), false);
    }

    private void fill(int count, int gap, Instant from) {
        long number = 1;
        for (int journal = 0; journal < count; journal++) {
            held.put(number, from.plusSeconds(journal));
            number += 1 + journal % gap;
        }
    }
}
