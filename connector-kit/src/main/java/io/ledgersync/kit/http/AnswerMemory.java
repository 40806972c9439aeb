package io.ledgersync.kit.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The byte budget of a replica: answers are read on only while there is room.
 *
 * <p>Three quarters are for all who read; the last quarter is for the one that began first. As no answer may outgrow a
 * quarter, that one always comes to its end, and what it holds is free after the next commit: readers wait, they never
 * block each other for ever. Thread-safe.
 *
 * <p>Who goes on after a wait does so on the threads that read answers, never on the one that made room: that may be
 * the loop's, which must not parse.
 */
public final class AnswerMemory {
    /** What the next piece of a body may weigh that was asked for and has not come: 32 KB, three times. */
    private static final long PIECE = 96 * 1024;

    private final long capacity;
    private final Executor threads;
    private final Deque<Reader> readers = new ArrayDeque<>();
    private long used;
    private long complete;
    private int asked;

    AnswerMemory(long bytes, Executor threads) {
        this.capacity = bytes;
        this.threads = threads;
    }

    /** Bytes held by answers, complete or not. */
    public synchronized long used() {
        return used;
    }

    /** The whole budget in bytes. */
    public long capacity() {
        return capacity;
    }

    /** A complete answer is committed or forgotten. */
    public void release(long weight) {
        List<Runnable> goOn;
        synchronized (this) {
            used -= weight;
            complete -= weight;
            goOn = admitted();
        }
        goOn.forEach(threads::execute);
    }

    /** An answer's body begins. */
    synchronized Reader begin() {
        Reader reader = new Reader();
        readers.addLast(reader);
        return reader;
    }

    private List<Runnable> admitted() {
        List<Runnable> goOn = new ArrayList<>();
        for (Reader reader : readers) {
            Runnable waiting = reader.waiting;
            if (waiting != null && mayGoOn(reader)) {
                reader.waiting = null;
                reader.ask();
                goOn.add(waiting);
            }
        }
        return goOn;
    }

    private boolean mayGoOn(Reader reader) {
        if (used + asked * PIECE < capacity - capacity / 4) {
            return true;
        }
        // Complete answers are released soon; where there are none, nobody else would ever make room.
        return readers.peekFirst() == reader && (used < capacity || complete == 0);
    }

    /** One answer that is being read. */
    final class Reader {
        private long held;
        private @Nullable Runnable waiting;
        private boolean asks;
        private boolean left;

        /** It holds this much more; false when it has outgrown its quarter. */
        boolean grow(long bytes) {
            synchronized (AnswerMemory.this) {
                if (left) {
                    return false;
                }
                came();
                held += bytes;
                used += bytes;
                return held <= capacity / 4;
            }
        }

        /** Whether there is room for one more piece; when not, {@code later} runs once there is. */
        boolean mayRead(Runnable later) {
            synchronized (AnswerMemory.this) {
                if (left) {
                    return false;
                }
                if (!mayGoOn(this)) {
                    waiting = later;
                    return false;
                }
                ask();
                return true;
            }
        }

        private void ask() {
            asked += asks ? 0 : 1;
            asks = true;
        }

        private void came() {
            asked -= asks ? 1 : 0;
            asks = false;
        }

        /**
         * It is complete: what it holds stays held until it is released. Returns how much that is: nothing when it was
         * broken off before.
         */
        long complete() {
            return leave(false) ? held : 0;
        }

        /** It was broken off: it holds nothing any more. */
        void abandon() {
            leave(true);
        }

        private boolean leave(boolean free) {
            List<Runnable> goOn;
            synchronized (AnswerMemory.this) {
                if (left) {
                    return false;
                }
                left = true;
                readers.remove(this);
                came();
                waiting = null;
                used -= free ? held : 0;
                complete += free ? 0 : held;
                goOn = admitted();
            }
            goOn.forEach(threads::execute);
            return true;
        }
    }
}
