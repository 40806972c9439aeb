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
    private final Edits edits;
    private Consumer<Edits> afterEachCall = edits -> {};
    private HighVolume highVolume = HighVolume.REAL;

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

    /** The records of a kind; an empty shelf where the organisation has none. */
    public Shelf shelf(String sourceType) {
        return shelves.computeIfAbsent(sourceType, any -> new Shelf(Generator.none()));
    }

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
