package io.ledgersync.kit.toy;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a {@link Shelf} is read: by keyset over the versions, a page at a time.
 *
 * @param sweptWhole a sweep of it reads everything again
 */
public record ShelfStream(
        String name, boolean alwaysWhole, int page, boolean report, boolean proves, boolean sweptWhole)
        implements LedgerStream {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ShelfStream(String name, boolean alwaysWhole, int page) {
        this(name, alwaysWhole, page, false, false, false);
    }

    public static ShelfStream ofReport(String name) {
        return new ShelfStream(name, false, 50, true, false, false);
    }

    public ShelfStream proving() {
        return new ShelfStream(name, alwaysWhole, page, report, true, sweptWhole);
    }

    public ShelfStream overflowing() {
        return new ShelfStream(name, alwaysWhole, page, report, proves, true);
    }

    /** A question: what comes after a version, or these ids. */
    public record Ask(String stream, long after, int rows, List<String> ids) implements Question {
        @Override
        public String key() {
            return ids.isEmpty() ? "after " + after : "ids " + ids.get(0);
        }

        @Override
        public Question withRows(int fewer) {
            return new Ask(stream, after, fewer, ids);
        }
    }

    /** @param start the provider's clock when the first call was sent; null before its answer */
    private record Pages(
            ShelfStream stream,
            boolean whole,
            long from,
            long after,
            @Nullable Long start,
            int pages,
            boolean done,
            @Nullable Long expected,
            List<String> ids)
            implements Walk {
        @Override
        public List<Question> ready() {
            if (done) {
                return List.of();
            }
            return ids.isEmpty()
                    ? List.of(new Ask(stream.name, after, stream.page, ids))
                    : ids.stream()
                            .map(id -> (Question) new Ask(stream.name, after, 0, List.of(id)))
                            .toList();
        }

        @Override
        public Step answered(Question question, Answer answer) {
            Ask ask = (Ask) question;
            if (!ask.ids.isEmpty()) {
                List<String> left =
                        ids.stream().filter(id -> !ask.ids.contains(id)).toList();
                return new Step(
                        new Pages(stream, false, from, after, start, pages + 1, left.isEmpty(), null, left),
                        confirmed(ask, answer));
            }
            boolean last = answer.rows().size() < ask.rows;
            long to = answer.rows().isEmpty()
                    ? after
                    : Shelf.version(answer.rows().get(answer.rows().size() - 1));
            long began = start == null ? answer.askedAt().toEpochMilli() : start;
            long total = answer.envelope().path("total").asLong(0);
            return new Step(new Pages(stream, whole, from, to, began, pages + 1, last, total, ids), answer.rows());
        }

        private List<Row> confirmed(Ask ask, Answer answer) {
            List<Row> rows = new ArrayList<>(answer.rows());
            Set<String> there = new TreeSet<>();
            for (Row row : answer.rows()) {
                there.add(
                        row.unreadable() == null
                                ? row.read().sourceId()
                                : String.valueOf(row.unreadable().sourceId()));
            }
            for (String id : ask.ids) {
                if (!there.contains(id)) {
                    rows.add(
                            new Row(List.of(), new byte[0], new LedgerRecord(stream.name, id, null, true, null), null));
                }
            }
            return rows;
        }

        @Override
        public boolean severalPages() {
            return pages > 1;
        }

        @Override
        public String watermark() {
            return Long.toString(start == null ? from : start);
        }

        @Override
        public JsonNode cursor() {
            ObjectNode json = JSON.createObjectNode();
            json.put("whole", whole)
                    .put("from", from)
                    .put("after", after)
                    .put("pages", pages)
                    .put("done", done);
            return start == null ? json : json.put("start", start);
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
    public Walk begin(@Nullable String watermark) {
        long from = watermark == null ? 0 : Long.parseLong(watermark);
        return new Pages(this, watermark == null, from, from, null, 0, false, null, List.of());
    }

    @Override
    public Walk sweep(Walk walked) {
        if (sweptWhole) {
            return begin(null);
        }
        long from = Long.parseLong(walked.watermark());
        return new Pages(this, false, from, from, null, 0, false, null, List.of());
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        return new Pages(this, false, 0, 0, null, 0, false, null, List.copyOf(sourceIds));
    }

    @Override
    public Walk resume(JsonNode cursor) {
        if (!cursor.has("after")) {
            throw new IllegalArgumentException("not a cursor of this version");
        }
        return new Pages(
                this,
                cursor.path("whole").asBoolean(),
                cursor.path("from").asLong(),
                cursor.path("after").asLong(),
                cursor.has("start") ? cursor.path("start").asLong() : null,
                cursor.path("pages").asInt(),
                cursor.path("done").asBoolean(),
                null,
                List.of());
    }
}
