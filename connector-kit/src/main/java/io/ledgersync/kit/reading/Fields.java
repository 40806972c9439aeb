package io.ledgersync.kit.reading;

import io.ledgersync.kit.UnreadableRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The fields of one JSON object of a record, read tolerantly: absent, null and empty are the same, numbers may come as strings.
 *
 * <p>What cannot be read at all throws {@link UnreadableRecord} naming field, value and what is allowed.
 */
public final class Fields {
    private static final int DIGITS_BEFORE_THE_POINT = 24;
    private static final int DIGITS_BEHIND_THE_POINT = 1000;
    private static final int QUOTED_CHARACTERS = 80;

    private final String sourceType;
    private final @Nullable String sourceId;
    private final String prefix;
    private final JsonNode json;

    private Fields(String sourceType, @Nullable String sourceId, String prefix, JsonNode json) {
        this.sourceType = sourceType;
        this.sourceId = sourceId;
        this.prefix = prefix;
        this.json = json;
    }

    /** The fields of a record, whose id stands in the field named. */
    public static Fields of(String sourceType, String idField, JsonNode json) {
        Fields anonymous = new Fields(sourceType, null, sourceType + ".", json);
        String id = anonymous.text(idField);
        if (id == null || id.isBlank()) {
            throw anonymous.unreadable(idField, "an id that is not empty");
        }
        return new Fields(sourceType, id, sourceType + ".", json);
    }

    /** The record's id. */
    public String id() {
        if (sourceId == null) {
            throw new IllegalStateException("fields without a record");
        }
        return sourceId;
    }

    /** The text of a field; null when it is absent, null or empty. */
    public @Nullable String text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isContainer()) {
            if (value.isEmpty()) {
                return null;
            }
            throw unreadable(name, "a text");
        }
        String text = value.asString();
        return text.isEmpty() ? null : text;
    }

    /** The text of a field, empty when there is none. */
    public String textOrEmpty(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    /** An exact number, given as a number or as its text. */
    public @Nullable BigDecimal decimal(String name) {
        JsonNode value = json.path(name);
        BigDecimal number = value.isIntegralNumber() || value.isBigDecimal()
                ? value.decimalValue()
                : parse(name, text -> new BigDecimal(text.strip()), "a number");
        if (number != null
                && (number.precision() - (long) number.scale() > DIGITS_BEFORE_THE_POINT
                        || number.scale() > DIGITS_BEHIND_THE_POINT)) {
            throw unreadable(name, "a number of at most " + DIGITS_BEFORE_THE_POINT + " digits before the point");
        }
        return number;
    }

    /** True or false, given as such or as text. */
    public @Nullable Boolean flag(String name) {
        return parse(
                name,
                text -> switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                },
                "true or false");
    }

    /** A whole number, given as a number or as its text. */
    public @Nullable Integer whole(String name) {
        return parse(name, text -> Integer.valueOf(text.strip()), "a whole number");
    }

    /** What a grammar of the provider's makes of the field's text; the grammar refuses by throwing. */
    public <T> @Nullable T parse(String name, Function<String, T> grammar, String allowed) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return grammar.apply(text);
        } catch (RuntimeException refused) {
            UnreadableRecord unreadable = unreadable(name, allowed);
            unreadable.initCause(refused);
            throw unreadable;
        }
    }

    /** The fields of an object in this one; none when it is absent, null or an empty array. */
    public Fields object(String name) {
        JsonNode value = json.path(name);
        if (value.isObject() || value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())) {
            JsonNode object = value.isObject() ? value : MissingNode.getInstance();
            return new Fields(sourceType, sourceId, prefix + name + ".", object);
        }
        throw unreadable(name, "an object");
    }

    /** The fields of each object of an array in this one; none when it is absent or null. */
    public List<Fields> list(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw unreadable(name, "an array");
        }
        List<Fields> elements = new ArrayList<>(value.size());
        for (int index = 0; index < value.size(); index++) {
            JsonNode element = value.get(index);
            if (!element.isObject()) {
                throw unreadable(name, "an array of objects");
            }
            elements.add(new Fields(sourceType, sourceId, prefix + name + "[" + index + "].", element));
        }
        return elements;
    }

    /** The failure that names this field, its value and what is allowed. */
    public UnreadableRecord unreadable(String name, String allowed) {
        JsonNode value = json.path(name);
        String shown = value.isMissingNode() ? "missing" : value.toString();
        String quoted = shown.length() > QUOTED_CHARACTERS ? shown.substring(0, QUOTED_CHARACTERS) + "…" : shown;
        return new UnreadableRecord(
                sourceType, sourceId, prefix + name + " is " + quoted + "; allowed is " + allowed);
    }
}
