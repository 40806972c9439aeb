package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A list of which pages can be asked for by number alone. */
class ReadsByPageTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");
    private static final JsonMapper JSON = JsonMapper.shared();
    private final XeroStream links = new XeroStream(Lists.LINKED_TRANSACTIONS);
    private final Map<String, String> ledger = new TreeMap<>();

    @RepeatedTest(20)
    void missesNoRowThatAnotherOneMovedToAPageReadBefore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangingList list = list(450);
        Walk walk = links.begin(null);
        for (int asked = 0; !walk.done(); asked++) {
            assertThat(asked).as("seed %d: the reading ends", seed).isLessThan(60);
            walk = answered(walk, list);
            // The books rest from the second pass on: what is moved after the last pass is the next run's.
            if (asked < 5) {
                list.remove(list.ids().get(random.nextInt(list.ids().size())));
                list.put(list.ids().get(random.nextInt(list.ids().size())), list.now);
            }
            if (random.nextInt(4) == 0) {
                walk = links.resume(JSON.readTree(walk.cursor().toString()));
            }
            list.pass(Duration.ofMillis(350));
        }

        assertThat(ledger).as("seed %d", seed).containsAllEntriesOf(list.content());
        assertThat(walk.whole()).isTrue();
        assertThat(walk.severalPages()).as("what is missing is confirmed by id").isTrue();
    }

    @Test
    void asksOnceForWhatFitsOnAPageAndTwiceForMore() {
        ChangingList few = list(99);
        ChangingList more = list(250);
        quietly(few);
        quietly(more);

        assertThat(few.calls).isEqualTo(1);
        assertThat(more.calls).isEqualTo(6);
        assertThat(ledger).hasSize(250);
    }

    private void quietly(ChangingList list) {
        for (Walk walk = links.begin(null); !walk.done(); ) {
            walk = answered(walk, list);
        }
    }

    private Walk answered(Walk walk, ChangingList list) {
        List<Question> ready = walk.ready();
        Step step = walk.answered(ready.get(0), list.answer(ready.get(0)));
        step.publish().forEach(this::keep);
        return step.walk();
    }

    private void keep(Row row) {
        ledger.put(row.read().sourceId(), JSON.readTree(row.json()).path("Name").asString());
    }

    private static ChangingList list(int rows) {
        ChangingList list = new ChangingList(START, false, false);
        for (int row = 0; row < rows; row++) {
            list.put("row-%05d".formatted(row), START.minusSeconds(10_000L - row));
        }
        return list;
    }
}
