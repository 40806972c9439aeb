package io.ledgersync.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record type with the id that the registry gave its schema. The serde is asked once for it; from then on a value
 * is its head and plain Avro, which takes a fifth of the time, as nothing is looked up.
 */
final class Frame {
    /** Magic byte and schema id. */
    static final int HEAD_BYTES = 1 + Integer.BYTES;

    private static final int USUAL_BYTES = 2048;

    private final byte[] head;
    private final SpecificDatumWriter<SpecificRecord> writer;
    private final SpecificDatumReader<SpecificRecord> reader;

    private Frame(byte[] head, SpecificRecord example) {
        SpecificData model = SpecificData.getForClass(example.getClass());
        this.head = head;
        writer = new SpecificDatumWriter<>(example.getSchema(), model);
        reader = new SpecificDatumReader<>(example.getSchema(), example.getSchema(), model);
    }

    /** What the serde's answer for an example shows; null when it writes anything but plain Avro behind the head. */
    static @Nullable Frame learnt(byte[] encoded, SpecificRecord example) {
        if (encoded.length < HEAD_BYTES || encoded[0] != 0) {
            return null;
        }
        Frame frame = new Frame(Arrays.copyOf(encoded, HEAD_BYTES), example);
        return Arrays.equals(encoded, frame.encode(example)) ? frame : null;
    }

    /** Why a record cannot be written with its own schema; null when it can, and so is not to blame. */
    static @Nullable RuntimeException defectOf(SpecificRecord value) {
        try {
            new Frame(new byte[HEAD_BYTES], value).encode(value);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    static int id(byte[] encoded) {
        return ByteBuffer.wrap(encoded, 1, Integer.BYTES).getInt();
    }

    int id() {
        return id(head);
    }

    byte[] encode(SpecificRecord value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        out.writeBytes(head);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    SpecificRecord decode(byte[] encoded) {
        try {
            return reader.read(
                    null, DecoderFactory.get().binaryDecoder(encoded, HEAD_BYTES, encoded.length - HEAD_BYTES, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
