package io.ledgersync.store.entity;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * An entity's fields between Avro, BSON and JSON, led by the values alone, so that a new field or type needs no code
 * here: amounts as Decimal128, days as the text "2026-01-31", which sorts as days do, moments as dates.
 */
public final class EntityFields {

    /** MongoDB allows 100; the rest is for what stands around an entity. */
    private static final int MOST_LEVELS = 96;

    private EntityFields() {}

    /**
     * The entity as MongoDB holds it.
     *
     * @throws UnwritableEntity MongoDB cannot hold it: a number of more than 34 digits, more than 100 levels
     */
    public static Document toBson(IndexedRecord record) {
        return document(record, 1);
    }

    private static Document document(IndexedRecord record, int level) {
        Document document = new Document();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = bson(field.name(), record.get(field.pos()), level);
            if (value != null) {
                document.append(field.name(), value);
            }
        }
        return document;
    }

    private static @Nullable Object bson(String name, @Nullable Object value, int level) {
        if (level > MOST_LEVELS) {
            throw new UnwritableEntity(
                    "the entity is nested deeper than " + MOST_LEVELS + " levels at \"" + name + "\"; allowed: "
                            + MOST_LEVELS,
                    null);
        }
        if (value instanceof BigDecimal amount) {
            return amount(name, amount);
        }
        if (value instanceof LocalDate || value instanceof CharSequence || value instanceof GenericEnumSymbol<?>) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Instant instant) {
            return Date.from(instant);
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] content = new byte[bytes.remaining()];
            bytes.duplicate().get(content);
            return new Binary(content);
        }
        if (value instanceof IndexedRecord record) {
            return document(record, level + 1);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(bson(name, element, level + 1)));
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            Document document = new Document();
            map.forEach((key, element) ->
                    document.append(FieldName.escaped(key.toString()), bson(key.toString(), element, level + 1)));
            return document;
        }
        return value;
    }

    private static Decimal128 amount(String name, BigDecimal amount) {
        try {
            return new Decimal128(amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros());
        } catch (NumberFormatException tooLong) {
            throw new UnwritableEntity(
                    "\"" + name + "\" has " + amount.precision() + " digits; allowed: 34 digits", tooLong);
        }
    }

    /** The entity as callers see it: amounts as plain decimal strings, days and moments as ISO 8601. */
    public static Map<String, Object> toJson(Document document) {
        Map<String, Object> json = new LinkedHashMap<>();
        document.forEach((name, stored) -> {
            Object value = json(stored);
            if (value != null) {
                json.put(FieldName.plain(name), value);
            }
        });
        return json;
    }

    private static @Nullable Object json(@Nullable Object value) {
        if (value instanceof Decimal128 amount) {
            return amount.bigDecimalValue().toPlainString();
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof Binary bytes) {
            return bytes.getData();
        }
        if (value instanceof Document nested) {
            return toJson(nested);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            list.forEach(one -> elements.add(json(one)));
            return elements;
        }
        return value;
    }

    /** The values of all fields of these names, wherever they stand, each once. */
    static void collect(Document document, Set<String> names, Set<String> values) {
        document.forEach((name, value) -> {
            if (value instanceof String text && names.contains(name)) {
                values.add(text);
            } else if (value instanceof Document nested) {
                collect(nested, names, values);
            } else if (value instanceof List<?> list) {
                for (Object element : list) {
                    if (element instanceof Document nested) {
                        collect(nested, names, values);
                    }
                }
            }
        });
    }
}
