package io.ledgersync.kit.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The byte budget of a replica: answers are read on only while there is room.
 *
 * <p>Three quarters are for all who read, the last quarter is for one at a time: the one that began first, of those
 * that do not wait for their provider. An organisation whose unfinished answers hold a quarter reads on only the first
 * of them, so that none takes the room of the others. As no answer may outgrow a quarter, or twice that while one large
 * record comes, and one that brings nothing is broken off, the first always comes to its end, and what it holds is free
 * after the next commit: readers wait, they never block each other for ever. Thread-safe.
 *
 * <p>Who goes on after a wait does so on the threads that read answers, never on the one that made room: that may be
 * the loop's, which must not parse.
 */
public final class AnswerMemory {
    /** A body that brought nothing between so many looks is broken off. */
    static final int SILENT_LOOKS = 15;

    /** One that brought nothing between these keeps nobody from the last quarter. */
    private static final int LATE_LOOKS = 2;
    /** Nor does one that had to be waited for so many times altogether: a trickle is no silence. */
    private static final int SLOW_LOOKS = 5;
    /** What the next piece of a body may weigh that was asked for and has not come: 32 KB, three times. */
    private static final long PIECE = 96 * 1024;

    private final long capacity;
    private final Executor threads;
    private final Deque<Reader> readers = new ArrayDeque<>();
    private final Map<String, Share> shares = new HashMap<>();
    private long used;
    private long complete;
    private int asked;

    /** What one organisation reads. */
    private static final class Share {
        private final Deque<Reader> readers = new ArrayDeque<>();
        private long held;
    }

    AnswerMemory(long bytes, Executor threads) {
        this.capacity = bytes;
        this.threads = threads;
    }

    /** Bytes held by answers, complete or not. */
    public synchronized long used() {
        return used;
    }

    /** Bytes held by answers of which more is to come. */
    public synchronized long unfinished() {
        return used - complete;
    }

    /** The whole budget in bytes. */
    public long capacity() {
        return capacity;
    }

    /** Complete answers take half of it: nobody asks for more before they are committed, which is soon. */
    public synchronized boolean full() {
        return complete >= capacity / 2;
    }

    /**
     * Whether the organisation may ask for more: half of the memory is free of complete answers and of its own. What
     * others have not finished forbids it nothing.
     */
    public synchronized boolean roomFor(String organisationId) {
        Share share = shares.get(organisationId);
        return complete + (share == null ? 0 : share.held) < capacity / 2;
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

    /** Called at regular intervals: who waits for its provider in vain is found out. */
    void look() {
        List<Runnable> goOn = new ArrayList<>();
        synchronized (this) {
            for (Reader reader : readers) {
                reader.looks += reader.listens ? 1 : 0;
                reader.looksOfAll += reader.listens ? 1 : 0;
                if (reader.looks == SILENT_LOOKS) {
                    goOn.add(reader.silent);
                }
            }
            goOn.addAll(admitted());
        }
        goOn.forEach(threads::execute);
    }

    /**
     * An answer's body begins.
     *
     * @param silent told when nothing of it has come for long
     */
    synchronized Reader begin(String organisationId, Runnable silent) {
        Reader reader = new Reader(organisationId, shares.computeIfAbsent(organisationId, id -> new Share()), silent);
        reader.share.readers.addLast(reader);
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
            return reader.withinShare();
        }
        if (used < capacity && firstThatGoesOn() == reader) {
            return true;
        }
        // Complete answers are released soon; where there are none, nobody else would ever make room.
        return complete == 0 && readers.peekFirst() == reader;
    }

    private @Nullable Reader firstThatGoesOn() {
        for (Reader reader : readers) {
            if (reader.looks < LATE_LOOKS && reader.looksOfAll < SLOW_LOOKS && reader.withinShare()) {
                return reader;
            }
        }
        return null;
    }

    /** One answer that is being read. */
    final class Reader {
        private final String organisationId;
        private final Share share;
        private final Runnable silent;
        private long held;
        private @Nullable Runnable waiting;
        private boolean asks;
        private boolean listens;
        private int looks;
        private int looksOfAll;
        private boolean left;

        private Reader(String organisationId, Share share, Runnable silent) {
            this.organisationId = organisationId;
            this.share = share;
            this.silent = silent;
        }

        /**
         * It holds this much more; false when it has outgrown its quarter.
         *
         * @param open of what it holds, the record that is coming, which has a quarter of its own
         */
        boolean grow(long bytes, long open) {
            synchronized (AnswerMemory.this) {
                if (left) {
                    return false;
                }
                came();
                held += bytes;
                used += bytes;
                share.held += bytes;
                return held - open <= capacity / 4;
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

        /** It waits for its provider from now on. */
        void listens() {
            synchronized (AnswerMemory.this) {
                listens = true;
            }
        }

        /** Something came from its provider. */
        void heard() {
            synchronized (AnswerMemory.this) {
                listens = false;
                looks = 0;
            }
        }

        private boolean withinShare() {
            return share.held < capacity / 4 || share.readers.peekFirst() == this;
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
                share.readers.remove(this);
                share.held -= held;
                if (share.readers.isEmpty()) {
                    shares.remove(organisationId);
                }
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
