package io.ledgersync.sandbox.books;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/** What every change of an organisation's books is written with: its moment, its number, and the record of it. */
public final class Pen {
    private final Organisation books;
    private final Clock clock;
    private final ChronoUnit finest;
    private final SplittableRandom chance;
    private BiConsumer<String, Entry> recorder = (type, entry) -> {};
    private Instant last = Instant.MIN;
    private int count;

    Pen(Organisation books, long seed, Clock clock) {
        this.books = books;
        this.clock = clock;
        // Xero stamps to the millisecond, QBO to the second.
        this.finest = books.provider().equals("XERO") ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
        this.chance = new SplittableRandom(seed);
    }

    void recordTo(BiConsumer<String, Entry> to) {
        recorder = to;
    }

    void replay(String sourceType, Entry entry) {
        count++;
        last = entry.updated().isAfter(last) ? entry.updated() : last;
        books.kept(sourceType).edit(entry);
    }

    /** The next number; whoever takes one writes at least one entry, so that none is given twice after a restart. */
    public int number() {
        return ++count;
    }

    /** The moment of a change; it never goes back. */
    public Instant now() {
        Instant now = clock.instant().truncatedTo(finest);
        last = now.isAfter(last) ? now : last;
        return last;
    }

    /** Some record of a kind. */
    public String any(String sourceType) {
        String id = books.shelf(sourceType).someId(chance.nextInt(Integer.MAX_VALUE));
        if (id == null) {
            throw new IllegalArgumentException(
                    "organisation " + books.id() + " has no " + sourceType + " to choose from");
        }
        return id;
    }

    /** A record that must be there. */
    public ObjectNode present(String sourceType, String id) {
        ObjectNode json = books.shelf(sourceType).find(id);
        if (json == null) {
            throw new IllegalArgumentException(
                    "organisation " + books.id() + " has no " + sourceType + " with id \"" + id + "\"");
        }
        return json;
    }

    /** Writes what a record has become. */
    public void write(String sourceType, Entry entry) {
        books.kept(sourceType).edit(entry);
        recorder.accept(sourceType, entry);
    }
}
