package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What QuickBooks' records have in common: references, currency, whether they are active or voided. */
final class References {
    private static final int RATE_PLACES = 16;
    private static final int RATE_DIGITS = 34;

    private References() {}

    /** The id that a reference names; null when there is none. */
    static @Nullable String id(Fields fields, String name) {
        return fields.object(name).text("value");
    }

    /** The currency of a record; null means the company's own. */
    static @Nullable String currency(Fields fields) {
        return id(fields, "CurrencyRef");
    }

    /**
     * What a unit of the record's currency is worth in the company's own.
     *
     * @return null where the record does not say it
     */
    static @Nullable BigDecimal rate(Fields fields) {
        BigDecimal given = fields.decimal("ExchangeRate");
        if (given == null || given.signum() == 0) {
            return null;
        }
        BigDecimal rate = given.setScale(RATE_PLACES, RoundingMode.HALF_EVEN);
        if (rate.precision() > RATE_DIGITS) {
            throw fields.unreadable("ExchangeRate", "a number below 1E" + (RATE_DIGITS - RATE_PLACES));
        }
        return rate;
    }

    /** A name is never deleted but made inactive. */
    static String active(Fields name) {
        Boolean active = name.flag("Active");
        return active == null ? "UNKNOWN" : active ? "ACTIVE" : "ARCHIVED";
    }

    /** An entry of a list that means no more than its name. */
    static ReferenceData named(Fields entry, String nameField) {
        Boolean active = entry.flag("Active");
        return new ReferenceData(
                entry.textOrEmpty(nameField), null, Boolean.FALSE.equals(active) ? "ARCHIVED" : "ACTIVE", null);
    }

    /**
     * Whether a transaction is voided: its status says so, which is in the schema and was seen in no answer, or it has
     * no amount left and its note begins so.
     */
    static boolean voided(Fields transaction, boolean empty) {
        return "Voided".equalsIgnoreCase(transaction.text("status"))
                || empty
                        && transaction
                                .textOrEmpty("PrivateNote")
                                .toLowerCase(Locale.ROOT)
                                .startsWith("voided");
    }
}
