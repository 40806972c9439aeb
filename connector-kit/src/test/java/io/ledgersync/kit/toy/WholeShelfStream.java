package io.ledgersync.kit.toy;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@link Shelf} that has no change filter and proves: it is read in one answer and compared with how it was. */
public record WholeShelfStream(String name) implements LedgerStream {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 1_000;

    /**
     * @param before what the reading before met; null where nothing is known
     * @param content what this one met; null before its answer
     */
    private record Reading(
            String name, @Nullable String before, @Nullable String content) implements Walk {
        @Override
        public List<Question> ready() {
            return content == null ? List.of(new ShelfStream.Ask(name, 0, MOST, List.of())) : List.of();
        }

        @Override
        public Step answered(Question question, Answer answer) {
            String met = answer.rows().stream()
                    .map(row -> new String(row.json(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining());
            List<Row> rows = answer.rows();
            return new Step(new Reading(name, before, met), rows);
        }

        @Override
        public boolean done() {
            return content != null;
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public boolean severalPages() {
            return false;
        }

        @Override
        public @Nullable Long expected() {
            return null;
        }

        @Override
        public boolean changed() {
            return !watermark().equals(before);
        }

        @Override
        public String watermark() {
            return String.valueOf(content);
        }

        @Override
        public JsonNode cursor() {
            ObjectNode json = JSON.createObjectNode();
            return json.put("before", before).put("content", content);
        }
    }

    @Override
    public List<String> sourceTypes() {
        return List.of(name);
    }

    @Override
    public LedgerKind<?> kind() {
        return LedgerKind.ITEM;
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public boolean alwaysWhole() {
        return true;
    }

    @Override
    public Walk begin(@Nullable String watermark) {
        return new Reading(name, watermark, null);
    }

    @Override
    public Walk sweep(Walk walked) {
        return begin(walked.watermark());
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        return new ShelfStream(name, false, MOST).confirm(sourceType, sourceIds);
    }

    @Override
    public Walk resume(JsonNode cursor) {
        return new Reading(name, text(cursor.path("before")), text(cursor.path("content")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
