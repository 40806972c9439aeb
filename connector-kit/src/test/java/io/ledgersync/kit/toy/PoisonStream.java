package io.ledgersync.kit.toy;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A stream with a defect: once it has seen a record of the id "poison" its walk can neither go on nor be written. */
public record PoisonStream(LedgerStream inner) implements LedgerStream {

    private record PoisonWalk(Walk inner, boolean poisoned) implements Walk {
        @Override
        public List<Question> ready() {
            return inner.ready();
        }

        @Override
        public Step answered(Question question, Answer answer) {
            Step step = inner.answered(question, answer);
            boolean poison =
                    answer.rows().stream().anyMatch(row -> row.read().sourceId().equals("poison"));
            return new Step(new PoisonWalk(step.walk(), poisoned || poison), step.publish());
        }

        @Override
        public boolean done() {
            return inner.done();
        }

        @Override
        public boolean whole() {
            return inner.whole();
        }

        @Override
        public boolean severalPages() {
            return inner.severalPages();
        }

        @Override
        public @Nullable Long expected() {
            return inner.expected();
        }

        @Override
        public String watermark() {
            return inner.watermark();
        }

        @Override
        public JsonNode cursor() {
            if (poisoned) {
                throw new IllegalStateException("poisoned");
            }
            return inner.cursor();
        }
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<String> sourceTypes() {
        return inner.sourceTypes();
    }

    @Override
    public LedgerKind<?> kind() {
        return inner.kind();
    }

    @Override
    public boolean alwaysWhole() {
        return inner.alwaysWhole();
    }

    @Override
    public Walk begin(@Nullable String watermark) {
        return new PoisonWalk(inner.begin(watermark), false);
    }

    @Override
    public Walk sweep(Walk walked) {
        return new PoisonWalk(inner.sweep(((PoisonWalk) walked).inner()), false);
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        return new PoisonWalk(inner.confirm(sourceType, sourceIds), false);
    }

    @Override
    public Walk resume(JsonNode cursor) {
        return new PoisonWalk(inner.resume(cursor), false);
    }
}
