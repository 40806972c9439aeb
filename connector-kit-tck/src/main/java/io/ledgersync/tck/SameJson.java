package io.ledgersync.tck;

import java.math.BigDecimal;
import java.util.Iterator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether two JSON values are equal in every field; numbers by their value, as 20.00 and 20.0 are the same amount. */
final class SameJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SameJson() {}

    static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            BigDecimal left = one.decimalValue();
            return left.compareTo(other.decimalValue()) == 0;
        }
        if (one.getNodeType() != other.getNodeType() || one.size() != other.size()) {
            return false;
        }
        if (one.isObject()) {
            return one.properties().stream()
                    .allMatch(field -> other.has(field.getKey()) && same(field.getValue(), other.get(field.getKey())));
        }
        if (one.isArray()) {
            Iterator<JsonNode> others = other.iterator();
            for (JsonNode element : one) {
                if (!same(element, others.next())) {
                    return false;
                }
            }
            return true;
        }
        return one.equals(other);
    }
}
