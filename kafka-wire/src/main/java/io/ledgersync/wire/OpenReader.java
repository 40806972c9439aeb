package io.ledgersync.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads events by the schema that they were written with alone: amounts, dates and times as in the generated classes.
 */
final class OpenReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GenericDatumReader<GenericRecord> reader;

    private OpenReader(Schema schema) {
        GenericData model = new GenericData();
        model.addLogicalTypeConversion(new Conversions.DecimalConversion());
        model.addLogicalTypeConversion(new TimeConversions.DateConversion());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        reader = new GenericDatumReader<>(schema, schema, model);
    }

    /** The reader of a schema as the registry answers it: a JSON object whose field "schema" is the text. */
    static OpenReader of(String answer) {
        try {
            return new OpenReader(new Schema.Parser()
                    .parse(JSON.readTree(answer).path("schema").asText()));
        } catch (JsonProcessingException | AvroRuntimeException e) {
            throw new UndecodableRecord("The registry's schema is not readable: " + e.getMessage(), e);
        }
    }

    GenericRecord decode(byte[] encoded) {
        try {
            return reader.read(
                    null,
                    DecoderFactory.get()
                            .binaryDecoder(encoded, Frame.HEAD_BYTES, encoded.length - Frame.HEAD_BYTES, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
