package io.ledgersync.kit.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A body packed with gzip (RFC 1952), unpacked a piece at a time, so that a small body which is large unpacked never
 * stands in memory whole.
 */
final class Gunzip implements Decoder {
    private static final int PIECE = 32 * 1024;
    private static final int TRAILER = 8;
    private static final byte[] NOTHING = {};

    private enum Part {
        HEAD,
        CONTENT,
        TRAILER
    }

    private final Deque<ByteBuffer> packed = new ArrayDeque<>();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    /** There only while it is read: many bodies wait, few are read at a time. */
    private byte[] piece = NOTHING;

    private GzipHead head = new GzipHead();
    private Part part = Part.HEAD;
    private boolean begun;
    private boolean full;
    private long trailer;
    private int trailerBytes;

    @Override
    public void came(List<ByteBuffer> more) {
        for (ByteBuffer bytes : more) {
            if (bytes.hasRemaining()) {
                packed.addLast(bytes);
                begun = true;
            }
        }
    }

    @Override
    public boolean holds() {
        return full || !packed.isEmpty();
    }

    @Override
    public ByteBuffer next() {
        while (holds()) {
            if (part == Part.CONTENT) {
                int unpacked = inflate();
                if (unpacked > 0) {
                    return ByteBuffer.wrap(piece, 0, unpacked);
                }
            } else {
                around(packed.getFirst());
                dropEmpty();
            }
        }
        return ByteBuffer.allocate(0);
    }

    private int inflate() {
        try {
            ByteBuffer bytes = packed.peekFirst();
            if (bytes != null) {
                inflater.setInput(bytes);
            }
            if (piece.length == 0) {
                piece = new byte[PIECE];
            }
            int unpacked = inflater.inflate(piece);
            full = unpacked == PIECE && !inflater.finished();
            checksum.update(piece, 0, unpacked);
            dropEmpty();
            if (inflater.finished()) {
                part = Part.TRAILER;
            } else if (inflater.needsDictionary()) {
                throw new TornBody("the gzip body wants a dictionary, which gzip does not have");
            }
            return unpacked;
        } catch (DataFormatException broken) {
            throw new TornBody("the gzip body cannot be unpacked: " + broken.getMessage());
        }
    }

    private void dropEmpty() {
        ByteBuffer first = packed.peekFirst();
        if (first != null && !first.hasRemaining()) {
            packed.removeFirst();
        }
    }

    /** What stands before and after the content; a file may hold several, one behind the other. */
    private void around(ByteBuffer bytes) {
        while (part != Part.CONTENT && bytes.hasRemaining()) {
            if (part == Part.HEAD) {
                part = head.take(bytes.get()) ? Part.CONTENT : Part.HEAD;
            } else {
                trailer |= (bytes.get() & 0xFFL) << (8 * trailerBytes);
                trailerBytes++;
                if (trailerBytes == TRAILER) {
                    check();
                }
            }
        }
    }

    private void check() {
        long expected = inflater.getBytesWritten() << 32 | checksum.getValue();
        if (trailer != expected) {
            throw new TornBody("the gzip body is not what was packed: its checksum or length differs");
        }
        inflater.reset();
        checksum.reset();
        head = new GzipHead();
        part = Part.HEAD;
        trailer = 0;
        trailerBytes = 0;
    }

    @Override
    public void end() {
        if (begun && (part != Part.HEAD || head.begun())) {
            throw new TornBody("the gzip body ends in the middle");
        }
    }

    @Override
    public void close() {
        packed.clear();
        piece = NOTHING;
        full = false;
        inflater.end();
    }
}
