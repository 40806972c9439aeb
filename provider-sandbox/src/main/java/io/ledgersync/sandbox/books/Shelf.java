package io.ledgersync.sandbox.books;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All records of one kind of one organisation: the generated ones and, over them, what was changed since.
 *
 * <p>Not thread-safe: the organisation's lock guards it.
 */
public final class Shelf {
    /** Reads and writes amounts as they stand. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(tools.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Generator base;
    private final Map<String, Entry> changed = new HashMap<>();
    private final TreeSet<Entry> byUpdated;
    private final TreeSet<Entry> addedByCreated;
    private final BitSet covered = new BitSet();
    private final BitSet inPlace = new BitSet();
    private boolean edited;

    /** Ids are in the order of their letters. */
    public Shelf(Generator base) {
        this(base, Comparator.naturalOrder());
    }

    /** @param ids the order of ids, which decides ties; that of the generated ones is their indexes' */
    public Shelf(Generator base, Comparator<String> ids) {
        this.base = base;
        this.byUpdated = new TreeSet<>(Comparator.comparing(Entry::updated).thenComparing(Entry::id, ids));
        this.addedByCreated = new TreeSet<>(Comparator.comparing(Entry::created).thenComparing(Entry::id, ids));
    }

    /** A record as a page shows it: a generated one by its index, or a changed one. */
    public record Seen(int index, @Nullable Entry entry) {}

    /** Puts what an edit has made of a record in its place. */
    void edit(Entry entry) {
        edited = true;
        put(entry);
    }

    /** Puts a record in the place of what was there. */
    public void put(Entry entry) {
        Entry before = changed.put(entry.id(), entry);
        if (before != null) {
            byUpdated.remove(before);
            addedByCreated.remove(before);
        }
        if (unmoved(entry)) {
            inPlace.set(entry.baseIndex());
            return;
        }
        byUpdated.add(entry);
        if (entry.baseIndex() >= 0) {
            covered.set(entry.baseIndex());
        } else {
            addedByCreated.add(entry);
        }
    }

    /** Whether a generated record was changed without a new stamp: it keeps its place. */
    private boolean unmoved(Entry entry) {
        return !entry.gone()
                && entry.baseIndex() >= 0
                && !covered.get(entry.baseIndex())
                && entry.updated().equals(base.created(entry.baseIndex()));
    }

    Seen seen(int index) {
        boolean touched = covered.get(index) || inPlace.get(index);
        return new Seen(index, touched ? changed.get(base.id(index)) : null);
    }

    /** The record as it stands; null when there is none. */
    public @Nullable ObjectNode find(String id) {
        Entry entry = changed.get(id);
        if (entry != null) {
            return entry.json() == null ? null : entry.json().deepCopy();
        }
        int index = base.index(id);
        return index < 0 ? null : parse(index);
    }

    /** When a record was made; null when it is unknown. */
    public @Nullable Instant created(String id) {
        Entry entry = changed.get(id);
        if (entry != null) {
            return entry.created();
        }
        int index = base.index(id);
        return index < 0 ? null : base.created(index);
    }

    /** When a record was last changed; null when it is unknown. */
    public @Nullable Instant updated(String id) {
        Entry entry = changed.get(id);
        return entry == null ? created(id) : entry.updated();
    }

    /** Its place among the generated ones; -1 when it was added or recorded. */
    public int baseIndex(String id) {
        Entry entry = changed.get(id);
        return entry != null ? entry.baseIndex() : base.index(id);
    }

    private ObjectNode parse(int index) {
        StringBuilder text = new StringBuilder(2048);
        base.write(index, text);
        return (ObjectNode) JSON.readTree(text.toString());
    }

    /**
     * Those updated at or after a moment, in the order of their last change, ids deciding ties; null for all. Deleted
     * ones are left out.
     */
    public List<Seen> updatedSince(@Nullable Instant since, int skip, int limit) {
        List<Seen> page = new ArrayList<>(Math.min(limit, 1000));
        int toSkip = skip;
        int first = lowerBound(since);
        if (covered.isEmpty()) {
            int jumped = Math.min(toSkip, base.size() - first);
            first += jumped;
            toSkip -= jumped;
        }
        for (int i = covered.nextClearBit(first);
                i < base.size() && page.size() < limit;
                i = covered.nextClearBit(i + 1)) {
            if (toSkip > 0) {
                toSkip--;
            } else {
                page.add(seen(i));
            }
        }
        for (Entry entry : changedSince(since)) {
            if (page.size() >= limit) {
                break;
            }
            if (entry.gone()) {
                continue;
            }
            if (toSkip > 0) {
                toSkip--;
            } else {
                page.add(new Seen(-1, entry));
            }
        }
        return page;
    }

    /** How many {@link #updatedSince} has in all. */
    public int countUpdatedSince(@Nullable Instant since) {
        int first = lowerBound(since);
        int generated = base.size()
                - first
                - covered.get(first, Math.max(first, base.size())).cardinality();
        return generated
                + (int) changedSince(since).stream()
                        .filter(entry -> !entry.gone())
                        .count();
    }

    private java.util.SortedSet<Entry> changedSince(@Nullable Instant since) {
        return since == null ? byUpdated : byUpdated.tailSet(new Entry("", since, since, null, -1));
    }

    /** What was deleted at or after a moment, in that order. */
    public List<Entry> goneSince(Instant since) {
        List<Entry> gone = new ArrayList<>();
        for (Entry entry : changedSince(since)) {
            if (entry.gone()) {
                gone.add(entry);
            }
        }
        return gone;
    }

    /** Whether a record counts as active. */
    public boolean isActive(Seen seen) {
        Entry entry = seen.entry();
        return entry == null || entry.json() == null
                ? base.active(seen.index())
                : entry.json().path("Active").asBoolean(true);
    }

    /** The id of a record. */
    public String id(Seen seen) {
        return seen.entry() == null ? base.id(seen.index()) : seen.entry().id();
    }

    /** When a record was last changed. */
    public Instant updated(Seen seen) {
        return seen.entry() == null ? base.created(seen.index()) : seen.entry().updated();
    }

    /** When a record was made. */
    public Instant created(Seen seen) {
        return seen.entry() == null ? base.created(seen.index()) : seen.entry().created();
    }

    /** The calendar day of a generated record, where its kind can tell without writing it; null otherwise. */
    public @Nullable LocalDate day(Seen seen) {
        return seen.entry() == null ? base.date(seen.index()) : null;
    }

    /** The status of a generated record, where its kind can tell without writing it; null otherwise. */
    public @Nullable String status(Seen seen) {
        return seen.entry() == null ? base.status(seen.index()) : null;
    }

    /** A record as the provider shows it. */
    public JsonNode json(Seen seen) {
        Entry entry = seen.entry();
        return entry == null || entry.json() == null ? parse(seen.index()) : entry.json();
    }

    /** Writes a record as the provider shows it. */
    public void write(Seen seen, StringBuilder out) {
        Entry entry = seen.entry();
        if (entry == null) {
            base.write(seen.index(), out);
        } else if (entry.json() != null) {
            out.append(entry.json());
        }
    }

    /** Every record that there is, one after the other, none held. */
    public void forEach(BiConsumer<String, JsonNode> take) {
        for (int i = covered.nextClearBit(0); i < base.size(); i = covered.nextClearBit(i + 1)) {
            Entry entry = seen(i).entry();
            take.accept(base.id(i), entry == null || entry.json() == null ? parse(i) : entry.json());
        }
        for (Entry entry : byUpdated) {
            if (entry.json() != null) {
                take.accept(entry.id(), entry.json());
            }
        }
    }

    /** Whether a generated record was changed since, or is gone. */
    public boolean moved(int index) {
        return covered.get(index);
    }

    NavigableSet<Entry> byUpdated() {
        return byUpdated;
    }

    NavigableSet<Entry> addedByCreated() {
        return addedByCreated;
    }

    /** How many there are. */
    public int count() {
        return countUpdatedSince(null);
    }

    /** Everything that was changed or added, in the order of its last change; what is gone is among it. */
    public List<Entry> changes() {
        return List.copyOf(byUpdated);
    }

    /** The id of a generated record; null where there is none at that place. */
    public @Nullable String idAt(int index) {
        return index >= 0 && index < base.size() ? base.id(index) : null;
    }

    /** What the shelf held before anything was changed. */
    public Generator base() {
        return base;
    }

    /** Whether anybody has edited, added or deleted anything. */
    public boolean edited() {
        return edited;
    }

    /** The n-th of those that are there, counted from any place. */
    public @Nullable String someId(int n) {
        int size = count();
        if (size == 0) {
            return null;
        }
        List<Seen> one = updatedSince(null, Math.floorMod(n, size), 1);
        return id(one.get(0));
    }

    /** The first generated index made at or after a moment. */
    int lowerBound(@Nullable Instant moment) {
        if (moment == null) {
            return 0;
        }
        int low = 0;
        int high = base.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (base.created(middle).isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
