package io.ledgersync.kit.toy;

import io.ledgersync.contract.ledger.Item;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One list of a made-up provider's organisation: records with a version each, given in the order of versions. */
public final class Shelf {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final AtomicLong clock;
    private final TreeMap<String, Long> books = new TreeMap<>();
    private final Set<String> unreadable = new TreeSet<>();
    private final Map<String, Integer> large = new TreeMap<>();
    private int padding;

    public Shelf(String name, AtomicLong clock) {
        this.name = name;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    public synchronized void put(String id) {
        books.put(id, clock.incrementAndGet());
    }

    public synchronized void remove(String id) {
        books.remove(id);
    }

    public synchronized void unreadable(String id) {
        unreadable.add(id);
    }

    /** Makes one record much larger than the others. */
    public synchronized void large(String id, int bytes) {
        large.put(id, bytes);
    }

    /** Makes every record this much larger. */
    public void padding(int bytes) {
        padding = bytes;
    }

    public synchronized Map<String, Long> books() {
        return new TreeMap<>(books);
    }

    long now() {
        return clock.get();
    }

    /** The records that a question gets, as JSON each. */
    public synchronized List<String> answer(long after, int rows, List<String> ids) {
        return books.entrySet().stream()
                .filter(entry -> ids.isEmpty() ? entry.getValue() > after : ids.contains(entry.getKey()))
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(ids.isEmpty() ? rows : ids.size())
                .map(entry -> json(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String json(String id, long version) {
        String odd = unreadable.contains(id) ? ",\"odd\":true" : "";
        int bytes = large.getOrDefault(id, padding);
        String pad = bytes == 0 ? "" : ",\"pad\":\"" + "x".repeat(bytes) + '"';
        return "{\"type\":\"" + name + "\",\"id\":\"" + id + "\",\"v\":" + version + odd + pad + '}';
    }

    /** What the connector makes of a record. */
    static LedgerRecord read(JsonNode json) {
        String type = json.path("type").asString();
        String id = json.path("id").asString();
        if (json.path("odd").asBoolean(false)) {
            throw new UnreadableRecord(type, id, "odd is true but must be absent");
        }
        return new LedgerRecord(
                type,
                id,
                Instant.ofEpochMilli(json.path("v").asLong()),
                false,
                Item.newBuilder()
                        .setName("Item " + id)
                        .setCode(id)
                        .setStatus("ACTIVE")
                        .build());
    }

    static Row row(String name, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return new Row(List.of(name), bytes, read(JSON.readTree(bytes)), null);
        } catch (UnreadableRecord e) {
            return new Row(List.of(name), bytes, null, e);
        }
    }

    /** The version of a record; 0 where there is none. */
    public static long version(Row row) {
        return row.json().length == 0 ? 0 : JSON.readTree(row.json()).path("v").asLong(0);
    }
}
