package io.ledgersync.qbo.stream;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records in the shapes that Intuit documents, read as their streams read them. */
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Bodies() {}

    /** What the stream makes of a record. */
    static @Nullable Object read(String stream, String json) {
        return Lists.named(stream).read(JSON.readTree(json)).entity();
    }

    /** An amount, with as many places as the contract's. */
    static BigDecimal number(String digits) {
        return new BigDecimal(digits).setScale(10);
    }

    /** An exchange rate, with as many places as the contract's. */
    static BigDecimal rate(String digits) {
        return new BigDecimal(digits).setScale(16);
    }
}
