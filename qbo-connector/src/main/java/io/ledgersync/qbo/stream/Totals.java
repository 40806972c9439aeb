package io.ledgersync.qbo.stream;

import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The amounts of a transaction.
 *
 * @param total gross
 * @param tax of it
 */
record Totals(@Nullable BigDecimal total, @Nullable BigDecimal tax, boolean voided) {

    /** Those of a transaction. A void has no amount left and says so in its note. */
    static Totals of(Fields transaction) {
        BigDecimal total = transaction.amount("TotalAmt");
        return new Totals(
                total,
                transaction.object("TxnTaxDetail").amount("TotalTax"),
                References.voided(transaction, total != null && total.signum() == 0));
    }

    /** Without tax. */
    @Nullable
    BigDecimal net() {
        return total == null || tax == null ? total : total.subtract(tax);
    }

    /** What is settled of a document of which so much is still open. */
    @Nullable
    BigDecimal settled(@Nullable BigDecimal open) {
        return total == null || open == null ? null : total.subtract(open);
    }

    /** The status of a transaction that needs no settling. */
    String status() {
        return voided ? "VOIDED" : "AUTHORISED";
    }

    /** The status of a document of which so much is still open. */
    String status(@Nullable BigDecimal open) {
        return voided ? "VOIDED" : open != null && open.signum() == 0 ? "PAID" : "AUTHORISED";
    }
}
