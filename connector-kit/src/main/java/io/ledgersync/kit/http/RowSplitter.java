package io.ledgersync.kit.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a JSON body into its records, byte by byte as it comes: each element of a record array as its exact bytes, the
 * rest as the envelope, in which the record arrays stand empty.
 *
 * <p>It follows strings, escapes and brackets only; whether a piece is valid JSON, its parser says.
 */
final class RowSplitter {
    private static final int MOST_DEPTH = 1000;

    /** An object or array that is open outside of rows. */
    private static final class Container {
        private final boolean array;
        private final boolean rows;
        private String key = "";
        private int index;
        private boolean expectsKey;

        Container(boolean array, boolean rows) {
            this.array = array;
            this.rows = rows;
            this.expectsKey = !array;
        }
    }

    private final Predicate<List<String>> holdsRows;
    private final BiConsumer<List<String>, byte[]> rows;
    private final int mostRow;
    private final BiConsumer<List<String>, LargeRow> tooLarge;
    private final Buffer envelope = new Buffer();
    private final Buffer row = new Buffer();
    private final Buffer key = new Buffer();
    private final Deque<Container> open = new ArrayDeque<>();
    private @Nullable List<String> rowPath;
    private @Nullable LargeRow large;
    private int rowDepth;
    private boolean inString;
    private boolean escaped;
    private boolean isKey;
    private boolean begun;
    private int bomBytes;

    /**
     * @param holdsRows whether the elements of the array at a path are records
     * @param rows takes each record with the path of its array
     * @param mostRow a record of more bytes is not kept whole
     * @param tooLarge takes what is kept of such a record
     */
    RowSplitter(
            Predicate<List<String>> holdsRows,
            BiConsumer<List<String>, byte[]> rows,
            int mostRow,
            BiConsumer<List<String>, LargeRow> tooLarge) {
        this.holdsRows = holdsRows;
        this.rows = rows;
        this.mostRow = mostRow;
        this.tooLarge = tooLarge;
    }

    /** The next bytes of the body, cut wherever the network cut them. */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (rowPath != null) {
                inRow(b);
            } else {
                outside(b);
            }
        }
        if (row.size() > mostRow || large != null) {
            pass();
        }
    }

    /** What has come of a record that is too large passes by. */
    private void pass() {
        LargeRow passing = large == null ? new LargeRow() : large;
        passing.passes(row.toByteArray());
        row.reset();
        large = passing;
    }

    /** Bytes of the record that is coming. */
    int open() {
        return row.size();
    }

    /** Bytes that are held now and belong to no row that was given out. */
    int pending() {
        return envelope.size() + row.size();
    }

    /** The body has ended: what is not a record. */
    byte[] envelope() {
        if (!begun || !open.isEmpty() || inString || rowPath != null) {
            throw new TornBody("the JSON body ends in the middle");
        }
        return envelope.toByteArray();
    }

    private void outside(byte b) {
        if (inString) {
            envelope.write(b);
            string(b);
            return;
        }
        if (!begun && bomBytes < 3 && (b & 0xFF) >= 0xBB) {
            bomBytes++;
            return;
        }
        Container top = open.peekLast();
        if (top != null && top.rows) {
            betweenRows(b, top);
            return;
        }
        envelope.write(b);
        begun = begun || !isSpace(b);
        switch (b) {
            case '"' -> {
                inString = true;
                isKey = top != null && top.expectsKey;
                key.reset();
            }
            case '{' -> push(new Container(false, false));
            case '[' -> push(new Container(true, holdsRows.test(path())));
            case '}', ']' -> close(b);
            case ',' -> next(top);
            default -> {
                // White space, colons, numbers and literals say nothing about where we are.
            }
        }
    }

    private void string(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            Container top = open.peekLast();
            if (isKey && top != null) {
                top.key = key.toString(StandardCharsets.UTF_8);
                top.expectsKey = false;
            }
            return;
        }
        if (isKey) {
            key.write(b);
        }
    }

    private static void next(@Nullable Container top) {
        if (top != null && top.array) {
            top.index++;
        } else if (top != null) {
            top.expectsKey = true;
        }
    }

    private void betweenRows(byte b, Container array) {
        if (b == ']') {
            envelope.write(b);
            close(b);
        } else if (b == ',') {
            array.index++;
        } else if (!isSpace(b)) {
            rowPath = path();
            rowDepth = 0;
            inRow(b);
        }
    }

    private void inRow(byte b) {
        if (inString) {
            row.write(b);
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                inString = false;
                endRowAtDepthZero();
            }
            return;
        }
        if (rowDepth == 0 && (row.size() > 0 || large != null) && (b == ',' || b == ']' || isSpace(b))) {
            giveOut();
            outside(b);
            return;
        }
        row.write(b);
        if (b == '"') {
            inString = true;
        } else if (b == '{' || b == '[') {
            rowDepth++;
        } else if (b == '}' || b == ']') {
            rowDepth--;
            endRowAtDepthZero();
        }
    }

    private void endRowAtDepthZero() {
        if (rowDepth == 0) {
            giveOut();
        }
    }

    private void giveOut() {
        List<String> path = rowPath == null ? List.of() : rowPath;
        rowPath = null;
        if (large != null || row.size() > mostRow) {
            pass();
            LargeRow passed = large;
            large = null;
            if (passed != null) {
                tooLarge.accept(path, passed);
            }
            return;
        }
        byte[] bytes = row.toByteArray();
        row.reset();
        rows.accept(path, bytes);
    }

    private void push(Container container) {
        if (open.size() >= MOST_DEPTH) {
            throw new TornBody("the JSON body is nested deeper than " + MOST_DEPTH);
        }
        open.addLast(container);
    }

    private void close(byte b) {
        Container closed = open.pollLast();
        if (closed == null || closed.array != (b == ']')) {
            throw new TornBody("the JSON body closes what is not open");
        }
    }

    /** Where the value that begins now stands: keys, and indexes of arrays. */
    private List<String> path() {
        List<String> path = new ArrayList<>(open.size());
        Iterator<Container> containers = open.iterator();
        while (containers.hasNext()) {
            Container container = containers.next();
            if (!container.array) {
                path.add(container.key);
            } else if (!container.rows) {
                path.add(Integer.toString(container.index));
            }
        }
        return path;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Bytes without the lock that the JDK's own takes for each of them. */
    private static final class Buffer extends ByteArrayOutputStream {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void write(int b) {
            if (count == buf.length) {
                buf = java.util.Arrays.copyOf(buf, Math.max(256, count * 2));
            }
            buf[count++] = (byte) b;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public int size() {
            return count;
        }
    }
}
