package io.ledgersync.store.project;

import io.ledgersync.contract.ledger.Change;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** A change of a type that this version has no class of: its header as ours, its entity as it came. */
record OpenChange(Change change, @Nullable IndexedRecord entity) {

    private static final String CHANGE = "change";
    private static final String ENTITY = "entity";

    /** Empty when the event is built otherwise than a change. */
    static Optional<OpenChange> of(GenericRecord event) {
        if (!(event.hasField(CHANGE) && event.get(CHANGE) instanceof GenericRecord header)
                || !isChange(header.getSchema())) {
            return Optional.empty();
        }
        Object entity = event.hasField(ENTITY) ? event.get(ENTITY) : null;
        return Optional.of(new OpenChange(ours(header), entity instanceof IndexedRecord record ? record : null));
    }

    private static boolean isChange(Schema schema) {
        return schema.getFullName().equals(Change.getClassSchema().getFullName());
    }

    /**
     * Through bytes: a later version's header may have fields that ours has not, and Avro knows how to pass them over.
     */
    private static Change ours(GenericRecord header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        SpecificData model = SpecificData.getForClass(Change.class);
        try {
            new GenericDatumWriter<>(header.getSchema(), model).write(header, encoder);
            return new SpecificDatumReader<Change>(header.getSchema(), Change.getClassSchema(), model)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
