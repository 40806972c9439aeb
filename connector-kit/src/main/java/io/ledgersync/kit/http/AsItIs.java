package io.ledgersync.kit.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A body that was not packed. */
final class AsItIs implements Decoder {
    private final Deque<ByteBuffer> held = new ArrayDeque<>();

    @Override
    public void came(List<ByteBuffer> packed) {
        held.addAll(packed);
    }

    @Override
    public boolean holds() {
        return !held.isEmpty();
    }

    @Override
    public ByteBuffer next() {
        return held.removeFirst();
    }

    @Override
    public void end() {
        // Whether anything is missing, HTTP itself knows.
    }

    @Override
    public void close() {
        held.clear();
    }
}
