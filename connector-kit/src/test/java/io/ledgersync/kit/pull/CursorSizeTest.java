package io.ledgersync.kit.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CursorSizeTest {
    private static final Plan PLAN = new Plan(Kind.INITIAL, true, Map.of());

    /** A stream whose place takes much to say. */
    private record Wordy(String name, int words) implements LedgerStream {
        @Override
        public List<String> sourceTypes() {
            return List.of(name);
        }

        @Override
        public LedgerKind<?> kind() {
            return LedgerKind.ITEM;
        }

        @Override
        public boolean alwaysWhole() {
            return false;
        }

        @Override
        public Walk begin(@Nullable String watermark) {
            return new Walking(this, 0);
        }

        @Override
        public Walk sweep(Walk walked) {
            return new Walking(this, 0);
        }

        @Override
        public Walk confirm(String sourceType, List<String> sourceIds) {
            return new Walking(this, 0);
        }

        @Override
        public Walk resume(JsonNode cursor) {
            return new Walking(this, cursor.path("page").asInt());
        }
    }

    private record Next(String stream, String key, int rows) implements Question {
        @Override
        public Question withRows(int fewer) {
            return this;
        }
    }

    private record Walking(Wordy stream, int page) implements Walk {
        @Override
        public List<Question> ready() {
            return List.of(new Next(stream.name, "page " + page, 10));
        }

        @Override
        public Step answered(Question question, Answer answer) {
            return new Step(new Walking(stream, page + 1), List.of());
        }

        @Override
        public boolean done() {
            return false;
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public boolean severalPages() {
            return true;
        }

        @Override
        public @Nullable Long expected() {
            return null;
        }

        @Override
        public String watermark() {
            return "";
        }

        @Override
        public JsonNode cursor() {
            return JsonMapper.shared().createObjectNode().put("page", page).put("words", "ü".repeat(stream.words));
        }
    }

    private static Run begun(List<LedgerStream> streams) {
        Run run = Run.begin(PLAN, streams, 1);
        Answer answer = new Answer(JsonMapper.shared().createObjectNode(), List.of(), Instant.EPOCH, false);
        for (Asked asked : run.open()) {
            run = run.answered(asked, answer, new Sequence(1, 1, 0)).run();
        }
        return run;
    }

    private static List<String> asks(Run run) {
        return run.open().stream().map(asked -> asked.question().key()).toList();
    }

    @Test
    void aCursorIsNeverLargerThanARequestMayHoldAndOnlyTheLargestPartBeginsAgain() {
        List<LedgerStream> streams =
                List.of(new Wordy("Small", 10), new Wordy("Large", 40_000), new Wordy("Medium", 10_000));

        String cursor = RunJson.write(begun(streams));

        assertThat(cursor.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(RunJson.MOST_BYTES);
        assertThat(asks(RunJson.read(cursor, PLAN, streams, 1))).containsExactly("page 1", "page 0", "page 1");
    }

    @Test
    void aGapRepeatsNoMoreThanTheBeginningOfAnError() {
        assertThat(Gap.rejected("Invoices", "400", "x".repeat(8_000)).detail()).hasSizeLessThan(520);
    }
}
