package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.DocumentTax;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The taxes of Xero's documents: each line has its own, a summary there is not. */
final class Taxes {
    private Taxes() {}

    /** Whether the amounts of the lines hold the tax; null where there is none. */
    static @Nullable Boolean included(Fields document) {
        return switch (document.textOrEmpty("LineAmountTypes").toUpperCase(Locale.ROOT)) {
            case "INCLUSIVE" -> true;
            case "EXCLUSIVE" -> false;
            default -> null;
        };
    }

    /** The sums of the lines by tax type; none where it is not said whether the lines hold the tax. */
    static List<DocumentTax> of(Fields document) {
        Boolean included = included(document);
        if (included == null) {
            return List.of();
        }
        Map<String, DocumentTax> taxes = new LinkedHashMap<>();
        for (Fields line : document.list("LineItems")) {
            String type = line.text("TaxType");
            BigDecimal amount = line.amount("LineAmount");
            BigDecimal tax = line.amount("TaxAmount");
            if (type != null && amount != null && tax != null) {
                BigDecimal net = included ? amount.subtract(tax) : amount;
                taxes.merge(type, new DocumentTax(type, null, net, tax), Taxes::sum);
            }
        }
        return List.copyOf(taxes.values());
    }

    private static DocumentTax sum(DocumentTax one, DocumentTax other) {
        return new DocumentTax(
                one.getTaxRateId(),
                null,
                one.getNetAmount().add(other.getNetAmount()),
                one.getTaxAmount().add(other.getTaxAmount()));
    }
}
