package io.ledgersync.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Values to and from the Confluent wire format; thread-safe; the serde's class comes from configuration alone. */
public final class EventCodec implements AutoCloseable {
    private static final int FRAME_BYTES = 5;

    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;
    private final ConfluentApi registry;
    private final AtomicBoolean compatibilityDemanded = new AtomicBoolean();

    @SuppressWarnings("unchecked")
    public EventCodec(WireSettings settings) {
        SerdeSettings serde = SerdeSettings.of(settings);
        serializer = serde.instance("serializer", Serializer.class);
        serializer.configure(serde.properties(), false);
        deserializer = serde.instance("deserializer", Deserializer.class);
        deserializer.configure(serde.properties(), false);
        registry = ConfluentApi.of(serde);
    }

    /**
     * The value as it travels, its schema registered under the subject of topic and record name.
     *
     * @throws UnserialisableRecord the content does not fit the schema
     * @throws RegistryUnavailable the registry did not answer or refused the schema
     */
    public byte[] encode(String topic, SpecificRecord value) {
        demandCompatibility();
        try {
            byte[] encoded = serializer.serialize(topic, value);
            if (encoded == null) {
                throw new IllegalStateException("The serializer made nothing of a " + value.getSchema().getFullName());
            }
            return encoded;
        } catch (RuntimeException e) {
            String name = value.getSchema().getFullName();
            Throwable defect = defectOf(value);
            if (defect != null) {
                throw new UnserialisableRecord("This " + name + " does not fit its schema: " + defect.getMessage(), defect);
            }
            throw new RegistryUnavailable("The registry gave no id for the schema of " + name + " on " + topic + ": " + e.getMessage(), e);
        }
    }

    /**
     * The event as the class generated from our own schema.
     *
     * @throws UndecodableRecord the bytes are no event that this version can read, now or later
     * @throws RegistryUnavailable the registry did not answer
     */
    public SpecificRecord decode(String topic, byte[] value) {
        if (value.length < FRAME_BYTES || value[0] != 0) {
            throw new UndecodableRecord("A value of " + value.length + " bytes on " + topic + " is not in the Confluent wire format", null);
        }
        try {
            if (deserializer.deserialize(topic, value) instanceof SpecificRecord event) {
                return event;
            }
        } catch (RuntimeException e) {
            int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
            String reason = registry.knows(id) ? "does not fit its schema" : "names a schema that the registry does not know";
            throw new UndecodableRecord("A value on " + topic + " with schema id " + id + ' ' + reason + ": " + e.getMessage(), e);
        }
        throw new UndecodableRecord("A value on " + topic + " is no record of a generated class", null);
    }

    /**
     * Registers and looks up what will be written to a topic and read from it, so that the first real event needs no registry.
     *
     * @throws RegistryUnavailable the registry did not answer or refused a schema
     */
    public void register(String topic, Collection<Schema> schemas) {
        for (Schema schema : schemas) {
            decode(topic, encode(topic, Specimen.of(schema)));
        }
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    private void demandCompatibility() {
        if (!compatibilityDemanded.get()) {
            registry.demandCompatibility();
            compatibilityDemanded.set(true);
        }
    }

    /** Why the record cannot be written with its own schema; null when it can, and so is not to blame. */
    private static @Nullable Throwable defectOf(SpecificRecord value) {
        try {
            BinaryEncoder nowhere = EncoderFactory.get().directBinaryEncoder(OutputStream.nullOutputStream(), null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), SpecificData.getForClass(value.getClass())).write(value, nowhere);
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }
}
