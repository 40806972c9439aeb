package io.ledgersync.store.trialbalance.qbo;

import io.ledgersync.store.trialbalance.Postings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one document posts, in the document's currency until it is complete. */
final class Entry {

    private static final int CENTS = 2;

    private final JsonNode document;
    private final Map<@Nullable String, BigDecimal> amounts = new LinkedHashMap<>();

    Entry(JsonNode document) {
        this.document = document;
    }

    JsonNode document() {
        return document;
    }

    /** The document's currency; null means the company's own. */
    @Nullable
    String currency() {
        return reference(document, "CurrencyRef");
    }

    Entry debit(@Nullable String account, BigDecimal amount) {
        amounts.merge(account, amount, BigDecimal::add);
        return this;
    }

    Entry credit(@Nullable String account, BigDecimal amount) {
        return debit(account, amount.negate());
    }

    /**
     * Posts it in the company's currency. Debits and credits are equal in every set of books: what this document's
     * fields leave open is posted to no account, where it can be seen.
     */
    void postTo(Postings postings) {
        LocalDate date = LocalDate.parse(document.path("TxnDate").asString());
        BigDecimal rate = amount(document, "ExchangeRate");
        BigDecimal open = BigDecimal.ZERO;
        for (Map.Entry<@Nullable String, BigDecimal> part : amounts.entrySet()) {
            BigDecimal home = rate.signum() == 0
                    ? part.getValue()
                    : part.getValue().multiply(rate).setScale(CENTS, RoundingMode.HALF_UP);
            open = open.subtract(home);
            postings.post(date, part.getKey(), home);
        }
        postings.post(date, null, open);
    }

    /** Zero where the field is missing. */
    static BigDecimal amount(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isNumber()
                ? value.decimalValue()
                : value.isString() && !value.asString().isBlank()
                        ? new BigDecimal(value.asString().strip())
                        : BigDecimal.ZERO;
    }

    /** The id that a reference names; null when there is none. */
    static @Nullable String reference(JsonNode json, String field) {
        String id = json.path(field).path("value").asString("");
        return id.isEmpty() ? null : id;
    }
}
