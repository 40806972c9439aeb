package io.ledgersync.sandbox.books;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Makes the records of one kind from a seed and an index, each on demand: any number of them takes no memory. */
public interface Generator {

    /** How many there are. */
    int size();

    /** The id of the record at an index; ids sort as their indexes do. */
    String id(int index);

    /** The index of an id; -1 when it is none of ours. */
    int index(String id);

    /** When it was made; never decreases with the index. */
    Instant created(int index);

    /** Writes the record as JSON. */
    void write(int index, StringBuilder out);

    /** Whether the record is active; only lists of names have others. */
    default boolean active(int index) {
        return true;
    }

    /** Its calendar day, where that can be told without writing it; null otherwise. */
    default @Nullable LocalDate date(int index) {
        return null;
    }

    /** Its status, where that can be told without writing it; null otherwise. */
    default @Nullable String status(int index) {
        return null;
    }

    /** A kind without generated records. */
    static Generator none() {
        return new Generator() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public String id(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int index(String id) {
                return -1;
            }

            @Override
            public Instant created(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public void write(int index, StringBuilder out) {
                throw new IndexOutOfBoundsException(index);
            }
        };
    }
}
