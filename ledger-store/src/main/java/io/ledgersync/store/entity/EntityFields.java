package io.ledgersync.store.entity;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** An entity's fields between Avro, BSON and JSON, led by its schema, so that a new field needs no code here. */
public final class EntityFields {

    private EntityFields() {}

    /** The entity as MongoDB holds it: amounts as Decimal128, dates as midnight UTC. */
    public static Document toBson(IndexedRecord record) {
        Document document = new Document();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = bson(record.get(field.pos()));
            if (value != null) {
                document.append(field.name(), value);
            }
        }
        return document;
    }

    private static @Nullable Object bson(@Nullable Object value) {
        if (value instanceof BigDecimal amount) {
            return new Decimal128(amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros());
        }
        if (value instanceof LocalDate date) {
            return Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (value instanceof Instant instant) {
            return Date.from(instant);
        }
        if (value instanceof IndexedRecord record) {
            return toBson(record);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(bson(element)));
            return elements;
        }
        return value;
    }

    /** The entity as callers see it: amounts as plain decimal strings, dates as ISO 8601. */
    public static Map<String, Object> toJson(Schema schema, Document document) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Schema.Field field : schema.getFields()) {
            Object value = json(plain(field.schema()), document.get(field.name()));
            if (value != null) {
                json.put(field.name(), value);
            }
        }
        return json;
    }

    private static @Nullable Object json(Schema schema, @Nullable Object value) {
        if (value instanceof Decimal128 amount) {
            return amount.bigDecimalValue().toPlainString();
        }
        if (value instanceof Date date) {
            return schema.getType() == Schema.Type.INT
                    ? LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC).toString()
                    : date.toInstant().toString();
        }
        if (value instanceof Document nested) {
            return toJson(schema, nested);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            Schema element = plain(schema.getElementType());
            list.forEach(one -> elements.add(json(element, one)));
            return elements;
        }
        return value;
    }

    /** The schema of what is there when it is there: the other branch of a union with null. */
    private static Schema plain(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }
}
