package io.ledgersync.sandbox.books;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The books of one organisation; its own monitor is the lock under which they are read and edited. */
public final class Organisation {
    private final String provider;
    private final String id;
    private final String name;
    private final Map<String, Shelf> shelves = new LinkedHashMap<>();
    private final Map<String, Shelf> singles = new LinkedHashMap<>();
    private final Edits edits;
    private Consumer<Edits> afterEachCall = edits -> {};
    private HighVolume highVolume = HighVolume.REAL;
    private boolean restamping;

    public Organisation(String provider, String id, String name, long seed, Clock clock) {
        this.provider = provider;
        this.id = id;
        this.name = name;
        this.edits = new Edits(this, seed, clock);
    }

    /** "XERO" or "QBO". */
    public String provider() {
        return provider;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Adds a kind of record. */
    public void shelf(String sourceType, Shelf shelf) {
        shelves.put(sourceType, shelf);
    }

    /** Adds a kind of which there is always one record, and which is none of the organisation's lists. */
    public void single(String sourceType, Shelf shelf) {
        singles.put(sourceType, shelf);
    }

    /** The records of a kind; where the organisation has none, an empty shelf that is not kept. */
    public Shelf shelf(String sourceType) {
        Shelf single = singles.get(sourceType);
        Shelf known = single == null ? shelves.get(sourceType) : single;
        return known == null ? empty() : known;
    }

    /** The shelf that a record of a kind is put on. */
    Shelf kept(String sourceType) {
        Shelf single = singles.get(sourceType);
        return single == null ? shelves.computeIfAbsent(sourceType, any -> empty()) : single;
    }

    private Shelf empty() {
        return provider.equals("XERO") ? new Shelf(Generator.none(), SqlOrder.OF_IDS) : new Shelf(Generator.none());
    }

    /** Whether the organisation has a list of a kind. */
    public boolean has(String sourceType) {
        return shelves.containsKey(sourceType);
    }

    public Set<String> sourceTypes() {
        return shelves.keySet();
    }

    /** The hand that edits these books. */
    public Edits edits() {
        return edits;
    }

    /** What is refused once there are too many records. */
    public HighVolume highVolume() {
        return highVolume;
    }

    /** Refuses other questions than the real provider does. */
    public void highVolume(HighVolume refused) {
        synchronized (this) {
            highVolume = refused;
        }
    }

    /** Whether postings stamp the accounts and parties that they touch. */
    public boolean restamping() {
        return restamping;
    }

    /** Postings stamp the accounts and parties that they touch, as QuickBooks' do, or not. */
    public void restamping(boolean does) {
        synchronized (this) {
            restamping = does;
        }
    }

    /** What happens between two calls of a reader. */
    public void afterEachCall(Consumer<Edits> happens) {
        synchronized (this) {
            afterEachCall = happens;
        }
    }

    /** A call was answered. */
    public void called() {
        synchronized (this) {
            afterEachCall.accept(edits);
        }
    }
}
