package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.DocumentTax;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The taxes of QuickBooks' documents, which are summed up by rate. */
final class Taxes {
    private Taxes() {}

    /** The tax by rate. */
    static List<DocumentTax> of(Fields document) {
        return document.object("TxnTaxDetail").list("TaxLine").stream()
                .map(line -> tax(line, line.object("TaxLineDetail")))
                .toList();
    }

    /**
     * Whether the amounts of the lines hold the tax; null where there is none. Their sum tells it: GlobalTaxCalculation
     * says how the document is shown, and companies in the United States have none.
     */
    static @Nullable Boolean included(Totals totals, List<DocumentLine> lines) {
        BigDecimal total = totals.total();
        BigDecimal tax = totals.tax();
        if (total == null || tax == null || tax.signum() == 0 || lines.isEmpty()) {
            return null;
        }
        BigDecimal sum = lines.stream()
                .map(DocumentLine::getAmount)
                .filter(amount -> amount != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal asGross = total.subtract(sum).abs();
        BigDecimal asNet = total.subtract(sum).subtract(tax).abs();
        return asGross.compareTo(asNet) < 0;
    }

    private static DocumentTax tax(Fields line, Fields detail) {
        return new DocumentTax(
                References.id(detail, "TaxRateRef"),
                Boolean.FALSE.equals(detail.flag("PercentBased")) ? null : detail.amount("TaxPercent"),
                detail.amount("NetAmountTaxable"),
                line.amount("Amount"));
    }
}
