package io.ledgersync.kit.pull;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Entity;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.Walk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A stream of a made-up provider: records with a version each, read in the order of versions, a page at a time. */
final class Shelf implements LedgerStream {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final boolean alwaysWhole;
    private final int page;
    private final AtomicLong clock;
    final TreeMap<String, Long> books = new TreeMap<>();
    final Set<String> unreadable = new TreeSet<>();
    boolean refusesPages;

    Shelf(String name, boolean alwaysWhole, int page, AtomicLong clock) {
        this.name = name;
        this.alwaysWhole = alwaysWhole;
        this.page = page;
        this.clock = clock;
    }

    void put(String id) {
        books.put(id, clock.incrementAndGet());
    }

    /** What the provider answers. */
    Answer answer(Ask ask) {
        List<Row> rows = new ArrayList<>();
        if (!ask.ids.isEmpty()) {
            ask.ids.stream().filter(books::containsKey).forEach(id -> rows.add(row(id)));
        } else {
            books.entrySet().stream()
                    .filter(entry -> entry.getValue() > ask.after)
                    .sorted(Comparator.comparing(java.util.Map.Entry::getValue))
                    .limit(ask.rows)
                    .forEach(entry -> rows.add(row(entry.getKey())));
        }
        ObjectNode envelope = JSON.createObjectNode();
        return new Answer(envelope, rows, Instant.ofEpochMilli(clock.get()), false);
    }

    private Row row(String id) {
        long version = books.get(id);
        byte[] json = ("{\"id\":\"" + id + "\",\"v\":" + version + "}").getBytes(StandardCharsets.UTF_8);
        return unreadable.contains(id)
                ? new Row(List.of(name), json, null, new UnreadableRecord(name, id, "v is odd"))
                : new Row(
                        List.of(name),
                        json,
                        new LedgerRecord(
                                name, id, Instant.ofEpochMilli(version), false, new Entity.Item(id, id, null, "ACTIVE", null, null, null)),
                        null);
    }

    static long version(Row row) {
        return JSON.readTree(row.json()).path("v").asLong(0);
    }

    record Ask(String stream, long after, int rows, List<String> ids) implements Question {
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
    record Pages(Shelf shelf, boolean whole, long from, long after, @Nullable Long start, int pages, boolean done, List<String> ids)
            implements Walk {
        @Override
        public List<Question> ready() {
            return done ? List.of() : List.of(new Ask(shelf.name, after, ids.isEmpty() ? shelf.page : 0, ids));
        }

        @Override
        public Step answered(Question question, Answer answer) {
            Ask ask = (Ask) question;
            if (!ask.ids.isEmpty()) {
                return new Step(new Pages(shelf, false, from, after, start, pages + 1, true, ids), confirmed(answer));
            }
            boolean last = answer.rows().size() < ask.rows;
            long to = answer.rows().isEmpty() ? after : version(answer.rows().get(answer.rows().size() - 1));
            long began = start == null ? answer.askedAt().toEpochMilli() : start;
            return new Step(new Pages(shelf, whole, from, to, began, pages + 1, last, ids), answer.rows());
        }

        private List<Row> confirmed(Answer answer) {
            List<Row> gone = new ArrayList<>(answer.rows());
            Set<String> there = new TreeSet<>();
            answer.rows().forEach(row -> there.add(row.read().sourceId()));
            ids.stream()
                    .filter(id -> !there.contains(id))
                    .forEach(id -> gone.add(
                            new Row(List.of(), new byte[0], new LedgerRecord(shelf.name, id, null, true, null), null)));
            return gone;
        }

        @Override
        public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
            return null;
        }

        @Override
        public boolean severalPages() {
            return pages > 1;
        }

        @Override
        public @Nullable Long expected() {
            return (long) shelf.books.size();
        }

        @Override
        public String watermark() {
            return Long.toString(start == null ? from : start);
        }

        @Override
        public JsonNode cursor() {
            ObjectNode json = JSON.createObjectNode().put("whole", whole).put("from", from).put("after", after).put("pages", pages).put("done", done);
            if (start != null) {
                json.put("start", start);
            }
            return json;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> sourceTypes() {
        return List.of(name);
    }

    @Override
    public Class<? extends Entity> entity() {
        return Entity.Item.class;
    }

    @Override
    public boolean alwaysWhole() {
        return alwaysWhole;
    }

    @Override
    public Walk begin(@Nullable String watermark) {
        long from = watermark == null ? 0 : Long.parseLong(watermark);
        return new Pages(this, watermark == null, from, from, null, 0, false, List.of());
    }

    @Override
    public Walk sweep(Walk walked) {
        long from = Long.parseLong(walked.watermark());
        return new Pages(this, false, from, from, null, 0, false, List.of());
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        return new Pages(this, false, 0, 0, null, 0, false, List.copyOf(sourceIds));
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
                List.of());
    }
}
