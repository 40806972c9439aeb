package io.ledgersync.sandbox.books;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Brings rows that an order does not tell apart into an order of chance: another one for each salt. */
public final class Ties {
    private final long salt;

    public Ties(long salt) {
        this.salt = salt;
    }

    /** Rows that are in order of a key, those with equal keys by chance; no more are held than have equal keys. */
    public <T> Stream<T> broken(Stream<T> rows, Function<T, ?> key, Function<T, String> id) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Broken<>(rows.iterator(), key, id), Spliterator.ORDERED),
                false);
    }

    private long chance(String id) {
        long z = (id.hashCode() + salt) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 27);
    }

    private final class Broken<T> implements Iterator<T> {
        private final Iterator<T> rows;
        private final Function<T, ?> key;
        private final Function<T, String> id;
        private final List<T> next = new ArrayList<>();
        private Iterator<T> equal = next.iterator();

        Broken(Iterator<T> rows, Function<T, ?> key, Function<T, String> id) {
            this.rows = rows;
            this.key = key;
            this.id = id;
        }

        @Override
        public boolean hasNext() {
            return equal.hasNext() || !next.isEmpty() || rows.hasNext();
        }

        @Override
        public T next() {
            if (!equal.hasNext()) {
                equal = more().iterator();
            }
            return equal.next();
        }

        /** All rows of the next key; the first row of the key behind it is kept for the next time. */
        private List<T> more() {
            List<T> same = new ArrayList<>(next);
            next.clear();
            if (same.isEmpty()) {
                same.add(rows.next());
            }
            while (next.isEmpty() && rows.hasNext()) {
                T row = rows.next();
                (Objects.equals(key.apply(row), key.apply(same.get(0))) ? same : next).add(row);
            }
            same.sort(Comparator.comparingLong(row -> chance(id.apply(row))));
            return same;
        }
    }
}
