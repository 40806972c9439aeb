package io.ledgersync.kit.reading;

import io.ledgersync.kit.UnreadableRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The fields of one JSON object of a record, read tolerantly: absent, null and empty are the same, numbers may come as
 * strings.
 *
 * <p>What cannot be read at all throws {@link UnreadableRecord} naming field, value and what is allowed.
 */
public final class Fields {
    private static final int DIGITS_BEFORE_THE_POINT = 24;
    private static final int DIGITS_BEHIND_THE_POINT = 1000;
    private static final int PLACES = 10;
    private static final int QUOTED_CHARACTERS = 80;

    private final String sourceType;
    private final @Nullable String sourceId;
    private final @Nullable Fields parent;
    private final String name;
    private final int index;
    private final JsonNode json;

    private Fields(
            String sourceType,
            @Nullable String sourceId,
            @Nullable Fields parent,
            String name,
            int index,
            JsonNode json) {
        this.sourceType = sourceType;
        this.sourceId = sourceId;
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.json = json;
    }

    private Fields child(String field, int element, JsonNode object) {
        return new Fields(sourceType, sourceId, this, field, element, object);
    }

    /** Where these fields stand in the record: only asked for when something cannot be read. */
    private String path() {
        String own = index < 0 ? name : name + "[" + index + "]";
        return parent == null ? own : parent.path() + "." + own;
    }

    /** The fields of a record, whose id stands in the field named. */
    public static Fields of(String sourceType, String idField, JsonNode json) {
        Fields anonymous = new Fields(sourceType, null, null, sourceType, -1, json);
        String id = anonymous.text(idField);
        if (id == null || id.isBlank()) {
            throw anonymous.unreadable(idField, "an id that is not empty");
        }
        return new Fields(sourceType, id, null, sourceType, -1, json);
    }

    /** The fields of what is the only one of its type, which is its id too. */
    public static Fields of(String sourceType, JsonNode json) {
        return new Fields(sourceType, sourceType, null, sourceType, -1, json);
    }

    /** The record's id. */
    public String id() {
        if (sourceId == null) {
            throw new IllegalStateException("fields without a record");
        }
        return sourceId;
    }

    /** The text of a field; null when it is absent, null or empty. */
    public @Nullable String text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isContainer()) {
            if (value.isEmpty()) {
                return null;
            }
            throw unreadable(field, "a text");
        }
        String text = value.asString();
        return text.isEmpty() ? null : text;
    }

    /** The text of a field, empty when there is none. */
    public String textOrEmpty(String field) {
        String text = text(field);
        return text == null ? "" : text;
    }

    /** An exact number, given as a number or as its text. */
    public @Nullable BigDecimal decimal(String field) {
        JsonNode value = json.path(field);
        BigDecimal number = value.isIntegralNumber() || value.isBigDecimal()
                ? value.decimalValue()
                : parse(field, text -> new BigDecimal(text.strip()), "a number");
        if (number != null
                && (number.precision() - (long) number.scale() > DIGITS_BEFORE_THE_POINT
                        || number.scale() > DIGITS_BEHIND_THE_POINT)) {
            throw unreadable(field, "a number of at most " + DIGITS_BEFORE_THE_POINT + " digits before the point");
        }
        return number;
    }

    /** An exact number as the contract holds it: places beyond its ten are rounded half even. */
    public @Nullable BigDecimal amount(String field) {
        BigDecimal number = decimal(field);
        return number == null ? null : number.setScale(PLACES, RoundingMode.HALF_EVEN);
    }

    /** True or false, given as such or as text. */
    public @Nullable Boolean flag(String field) {
        return parse(
                field,
                text -> switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                },
                "true or false");
    }

    /** A whole number, given as a number or as its text. */
    public @Nullable Integer whole(String field) {
        return parse(field, text -> Integer.valueOf(text.strip()), "a whole number");
    }

    /** What a grammar of the provider's makes of the field's text; the grammar refuses by throwing. */
    public <T> @Nullable T parse(String field, Function<String, T> grammar, String allowed) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return grammar.apply(text);
        } catch (RuntimeException refused) {
            UnreadableRecord unreadable = unreadable(field, allowed);
            unreadable.initCause(refused);
            throw unreadable;
        }
    }

    /** The fields of an object in this one; none when it is absent, null or an empty array. */
    public Fields object(String field) {
        JsonNode value = json.path(field);
        if (value.isObject() || value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())) {
            return child(field, -1, value.isObject() ? value : MissingNode.getInstance());
        }
        throw unreadable(field, "an object");
    }

    /** The fields of each object of an array in this one; none when it is absent or null. */
    public List<Fields> list(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw unreadable(field, "an array");
        }
        List<Fields> elements = new ArrayList<>(value.size());
        for (int element = 0; element < value.size(); element++) {
            JsonNode object = value.get(element);
            if (!object.isObject()) {
                throw unreadable(field, "an array of objects");
            }
            elements.add(child(field, element, object));
        }
        return elements;
    }

    /** The failure that names this field, its value and what is allowed. */
    public UnreadableRecord unreadable(String field, String allowed) {
        JsonNode value = json.path(field);
        String shown = value.isMissingNode() ? "missing" : value.toString();
        String quoted = shown.length() > QUOTED_CHARACTERS ? shown.substring(0, QUOTED_CHARACTERS) + "…" : shown;
        return new UnreadableRecord(
                sourceType, sourceId, path() + "." + field + " is " + quoted + "; allowed is " + allowed);
    }
}
