package io.ledgersync.sandbox.books.xero;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Raises the price of a document's first line, and all that follows from it, where nothing was paid yet. */
final class Repricing {
    private static final Set<String> OPEN = Set.of("DRAFT", "SUBMITTED", "AUTHORISED");

    private Repricing() {}

    /** Whether the amounts of a document may still change; money moved ahead or beyond is shown in two places. */
    static boolean allowed(JsonNode document) {
        return document.path("LineItems").path(0).path("LineAmount").isNumber()
                && !document.path("Type").asString("").endsWith("PAYMENT")
                && OPEN.contains(document.path("Status").asString(""))
                && nothing(document.path("AmountPaid"))
                && nothing(document.path("AmountCredited"));
    }

    private static boolean nothing(JsonNode amount) {
        return !amount.isNumber() || amount.decimalValue().signum() == 0;
    }

    static void raise(ObjectNode document, BigDecimal by) {
        ObjectNode line = (ObjectNode) document.path("LineItems").path(0);
        BigDecimal amount = line.path("LineAmount").decimalValue();
        BigDecimal tax = number(line, "TaxAmount");
        BigDecimal more = by.multiply(number(line, "Quantity")).setScale(2, RoundingMode.HALF_UP);
        BigDecimal moreTax = amount.signum() == 0
                ? new BigDecimal("0.00")
                : tax.multiply(more).divide(amount, 2, RoundingMode.HALF_UP);
        add(line, "UnitAmount", by);
        add(line, "LineAmount", more);
        add(line, "TaxAmount", moreTax);
        boolean inclusive = document.path("LineAmountTypes").asString("").equalsIgnoreCase("Inclusive");
        BigDecimal whole = inclusive ? more : more.add(moreTax);
        add(document, "SubTotal", whole.subtract(moreTax));
        add(document, "TotalTax", moreTax);
        add(document, "Total", whole);
        add(document, "AmountDue", whole);
        add(document, "RemainingCredit", whole);
    }

    /** Moves an amount from a journal's second line to its first. */
    static void raise(ArrayNode journalLines, BigDecimal by) {
        add((ObjectNode) journalLines.get(0), "LineAmount", by);
        add((ObjectNode) journalLines.get(1), "LineAmount", by.negate());
    }

    private static BigDecimal number(JsonNode of, String name) {
        JsonNode value = of.path(name);
        return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
    }

    private static void add(ObjectNode to, String name, BigDecimal more) {
        if (to.path(name).isNumber()) {
            to.put(name, to.path(name).decimalValue().add(more));
        }
    }
}
