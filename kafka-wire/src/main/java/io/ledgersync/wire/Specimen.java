package io.ledgersync.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The smallest record that a schema allows: sending one through the serde registers and caches its schema before the
 * first real record.
 */
final class Specimen {
    private Specimen() {}

    static SpecificRecord of(Schema schema) {
        if (!(new SpecificData().newRecord(null, schema) instanceof SpecificRecord specimen)) {
            throw new IllegalArgumentException(
                    "No generated class of " + schema.getFullName() + " is on the classpath");
        }
        for (Schema.Field field : schema.getFields()) {
            specimen.put(field.pos(), value(field.schema()));
        }
        return specimen;
    }

    private static @Nullable Object value(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case NULL -> null;
            case UNION -> schema.isNullable() ? null : value(schema.getTypes().get(0));
            case RECORD -> of(schema);
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case STRING -> "";
            case BOOLEAN -> false;
            case INT -> logical instanceof LogicalTypes.Date ? LocalDate.EPOCH : (Object) 0;
            case LONG -> logical instanceof LogicalTypes.TimestampMillis ? Instant.EPOCH : (Object) 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case BYTES ->
                logical instanceof LogicalTypes.Decimal decimal
                        ? new BigDecimal(BigInteger.ZERO, decimal.getScale())
                        : ByteBuffer.allocate(0);
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().get(0), schema);
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
        };
    }
}
