package io.ledgersync.kit.run;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** An organisation's state as the topic has it, packed: what an organisation without a run costs a replica. */
public final class PackedState {
    private final byte[] packed;
    private final int length;

    private PackedState(byte[] packed, int length) {
        this.packed = packed;
        this.length = length;
    }

    public static PackedState of(byte[] state) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(state);
            deflater.finish();
            byte[] room = new byte[state.length + 64];
            int packed = deflater.deflate(room);
            return deflater.finished()
                    ? new PackedState(Arrays.copyOf(room, packed), state.length)
                    : new PackedState(state, -1);
        } finally {
            deflater.end();
        }
    }

    byte[] unpacked() {
        if (length < 0) {
            return packed;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] state = new byte[length];
            if (inflater.inflate(state) != length) {
                throw new IllegalStateException("BUG: a state is shorter than it was packed");
            }
            return state;
        } catch (DataFormatException impossible) {
            throw new IllegalStateException("BUG: a state is not what was packed", impossible);
        } finally {
            inflater.end();
        }
    }

    /** How much room it takes. */
    int bytes() {
        return packed.length;
    }
}
