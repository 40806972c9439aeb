package io.ledgersync.xero.stream;

import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Xero's rates, which say how many units of the document's currency one of the base currency buys, as the contract's,
 * which say it the other way round.
 */
final class Rates {
    private static final int PLACES = 16;
    private static final int DIGITS = 34;

    private Rates() {}

    /** The rate of a document; null where it gives none, or nought, as many payments in the base currency do. */
    static @Nullable BigDecimal of(Fields document) {
        BigDecimal given = document.decimal("CurrencyRate");
        if (given == null || given.signum() == 0) {
            return null;
        }
        BigDecimal rate = BigDecimal.ONE.divide(given, PLACES, RoundingMode.HALF_EVEN);
        if (rate.precision() > DIGITS) {
            throw document.unreadable("CurrencyRate", "0 or at least 1E-" + (DIGITS - PLACES));
        }
        return rate;
    }
}
