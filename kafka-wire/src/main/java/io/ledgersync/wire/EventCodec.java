package io.ledgersync.wire;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Values to and from the Confluent wire format; thread-safe; the serde's class comes from configuration alone. */
public final class EventCodec implements AutoCloseable {
    private record Subject(String topic, Class<?> type) {}

    private final SerdeSettings serde;
    private final ConfluentApi registry;
    private final Deserializer<Object> deserializer;
    private final Map<String, Serializer<Object>> serializers = new ConcurrentHashMap<>();
    private final Map<Subject, Frame> bySubject = new ConcurrentHashMap<>();
    private final Map<Integer, Frame> byId = new ConcurrentHashMap<>();
    private final Map<Integer, OpenReader> open = new ConcurrentHashMap<>();
    private final AtomicBoolean compatibilityDemanded = new AtomicBoolean();

    @SuppressWarnings("unchecked")
    public EventCodec(WireSettings settings) {
        serde = SerdeSettings.of(settings);
        registry = ConfluentApi.of(serde);
        deserializer = serde.instance("deserializer", Deserializer.class);
        deserializer.configure(serde.properties(), false);
    }

    /**
     * The value as it travels, its schema registered under the subject of topic and record name.
     *
     * @throws UnserialisableRecord the content does not fit the schema
     * @throws RegistryUnavailable the registry did not answer or refused the schema
     */
    public byte[] encode(String topic, SpecificRecord value) {
        Frame known = bySubject.get(new Subject(topic, value.getClass()));
        if (known == null) {
            return encodeBySerde(topic, value);
        }
        try {
            return known.encode(value);
        } catch (RuntimeException e) {
            throw unserialisable(value, e);
        }
    }

    /**
     * The event as the class generated from our own schema.
     *
     * @throws UndecodableRecord the bytes are no event that this version can read, now or later
     * @throws RegistryUnavailable the registry did not answer
     */
    public SpecificRecord decode(String topic, byte[] value) {
        if (value.length < Frame.HEAD_BYTES || value[0] != 0) {
            throw new UndecodableRecord(
                    "A value of " + value.length + " bytes on " + topic + " is not in the Confluent wire format", null);
        }
        int id = Frame.id(value);
        Frame known = byId.get(id);
        try {
            Object event = known == null ? deserializer.deserialize(topic, value) : known.decode(value);
            if (event instanceof SpecificRecord record) {
                return record;
            }
        } catch (RuntimeException e) {
            String reason = known != null || registry.knows(id)
                    ? "does not fit its schema"
                    : "names a schema that the registry does not know";
            throw new UndecodableRecord(
                    "A value on " + topic + " with schema id " + id + ' ' + reason + ": " + e.getMessage(), e);
        }
        throw new UndecodableRecord(
                "A value on " + topic + " with schema id " + id + " is no record of a generated class", null);
    }

    /**
     * The event as its own schema says, which the registry keeps: for types that this version has no class of.
     *
     * @throws UndecodableRecord the bytes are no event, or of a schema that nobody knows
     * @throws RegistryUnavailable the registry did not answer
     */
    public GenericRecord decodeUnknown(String topic, byte[] value) {
        if (value.length < Frame.HEAD_BYTES || value[0] != 0) {
            throw new UndecodableRecord(
                    "A value of " + value.length + " bytes on " + topic + " is not in the Confluent wire format", null);
        }
        int id = Frame.id(value);
        OpenReader known = open.get(id);
        if (known == null) {
            String schema = registry.schema(id);
            if (schema == null) {
                throw new UndecodableRecord(
                        "A value on " + topic + " with schema id " + id
                                + " names a schema that the registry does not know",
                        null);
            }
            known = OpenReader.of(schema);
            open.put(id, known);
        }
        try {
            return known.decode(value);
        } catch (RuntimeException e) {
            throw new UndecodableRecord(
                    "A value on " + topic + " with schema id " + id + " does not fit its schema: " + e.getMessage(), e);
        }
    }

    /**
     * Registers and looks up what will be written to a topic or read from it, so that the first real event needs no
     * registry and all are quick.
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
        serializers.values().forEach(Serializer::close);
        deserializer.close();
    }

    private byte[] encodeBySerde(String topic, SpecificRecord value) {
        demandCompatibility();
        byte[] encoded;
        try {
            encoded = serializers.computeIfAbsent(topic, this::serializer).serialize(topic, value);
        } catch (RuntimeException e) {
            RuntimeException defect = Frame.defectOf(value);
            if (defect != null) {
                throw unserialisable(value, defect);
            }
            throw new RegistryUnavailable(
                    "The registry gave no id for the schema of "
                            + value.getSchema().getFullName() + " on " + topic + ": " + e.getMessage(),
                    e);
        }
        Frame learnt = Frame.learnt(encoded, value);
        if (learnt != null) {
            bySubject.put(new Subject(topic, value.getClass()), learnt);
            byId.put(learnt.id(), learnt);
        }
        return encoded;
    }

    /**
     * One for each topic: what a serializer has once looked up it does not register under another topic's subject too.
     */
    @SuppressWarnings("unchecked")
    private Serializer<Object> serializer(String topic) {
        Serializer<Object> serializer = serde.instance("serializer", Serializer.class);
        serializer.configure(serde.properties(), false);
        return serializer;
    }

    private void demandCompatibility() {
        if (!compatibilityDemanded.get()) {
            registry.demandCompatibility();
            compatibilityDemanded.set(true);
        }
    }

    private static UnserialisableRecord unserialisable(SpecificRecord value, RuntimeException defect) {
        return new UnserialisableRecord(
                "This " + value.getSchema().getFullName() + " does not fit its schema: " + defect.getMessage(), defect);
    }
}
