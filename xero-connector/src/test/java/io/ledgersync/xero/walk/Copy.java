package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** What a stream's walks copy of a list, which may change between every two answers. */
final class Copy {
    static final Consumer<ChangingList> QUIET = list -> list.pass(Duration.ofMillis(350));

    final Map<String, String> rows = new TreeMap<>();
    final List<Question> asked = new ArrayList<>();
    private final XeroStream stream;
    private final ChangingList list;
    private final Random random;
    int published;
    int refusals;

    Copy(XeroStream stream, ChangingList list, Random random) {
        this.stream = stream;
        this.list = list;
        this.random = random;
    }

    /** A run: the pass, and sweeps until one finds nothing, three at most. */
    Walk run(String watermark, Consumer<ChangingList> disturbance) {
        Walk walk = read(stream.begin(watermark), disturbance);
        int before = -1;
        for (int sweep = 0; sweep < 3 && published != before; sweep++) {
            before = published;
            walk = read(stream.sweep(walk), disturbance);
        }
        return walk;
    }

    /** A walk to its end; while it is disturbed it is now and then taken up at its cursor again. */
    Walk read(Walk begun, Consumer<ChangingList> disturbance) {
        Walk walk = begun;
        for (int answers = 0; !walk.done(); answers++) {
            assertThat(answers).as("the reading ends").isLessThan(900);
            assertThat(walk.ready()).as("a walk that is not done asks").isNotEmpty();
            Question question = walk.ready().get(0);
            asked.add(question);
            Fault.Rejected refusal = list.refusal(question);
            if (refusal != null) {
                refusals++;
                walk = walk.rejected(question, refusal);
                assertThat(walk).as("another way than %s", question).isNotNull();
            } else {
                Step step = walk.answered(question, list.answer(question));
                published += step.publish().size();
                for (Row row : step.publish()) {
                    rows.put(row.read().sourceId(), ChangingList.version(row));
                }
                walk = step.walk();
            }
            if (disturbance != QUIET && random.nextInt(9) == 0) {
                walk = stream.resume(JsonMapper.shared().readTree(walk.cursor().toString()));
            }
            disturbance.accept(list);
        }
        return walk;
    }
}
