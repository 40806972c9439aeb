package io.ledgersync.sandbox.books.qbo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes what a transaction is worth, so that its lines still make its total. */
final class Amount {
    private static final Set<String> AMOUNTS = Set.of(
            "Amount",
            "TotalAmt",
            "HomeTotalAmt",
            "Balance",
            "HomeBalance",
            "UnappliedAmt",
            "RemainingCredit",
            "Qty",
            "UnitPrice",
            "TotalTax",
            "NetAmountTaxable");

    private Amount() {}

    /** Makes everything of it nothing. */
    static void annul(JsonNode json) {
        if (json instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                if (AMOUNTS.contains(name) && object.path(name).isNumber()) {
                    object.put(name, 0);
                }
            }
        }
        json.forEach(Amount::annul);
    }

    /** In the home currency. */
    static BigDecimal home(JsonNode document, BigDecimal amount) {
        return amount.multiply(document.path("ExchangeRate").decimalValue(BigDecimal.ONE))
                .setScale(2, RoundingMode.HALF_UP);
    }

    /** Whether a transaction can cost more: nothing that is settled, taxed or void can. */
    static boolean canRise(JsonNode json) {
        boolean linked = !json.path("LinkedTxn").isEmpty() || json.has("UnappliedAmt") || json.has("PayType");
        boolean taxed = json.path("TxnTaxDetail")
                        .path("TotalTax")
                        .decimalValue(BigDecimal.ZERO)
                        .signum()
                != 0;
        return !linked && !taxed && !json.path("PrivateNote").asString("").startsWith("Voided");
    }

    /** Adds to the first line, or to both sides of an entry, and to all totals. */
    static void raise(ObjectNode json, BigDecimal more) {
        if (json.path("Line") instanceof ArrayNode lines && lines.size() > 1) {
            ObjectNode first = (ObjectNode) lines.get(0);
            if (first.has("JournalEntryLineDetail")) {
                add(first, "Amount", more);
                add((ObjectNode) lines.get(1), "Amount", more);
                return;
            }
            if (first.path("SalesItemLineDetail") instanceof ObjectNode detail) {
                BigDecimal quantity = detail.path("Qty").decimalValue(BigDecimal.ONE);
                add(detail, "UnitPrice", more);
                raiseLines(json, lines, more.multiply(quantity));
            } else {
                raiseLines(json, lines, more);
            }
        } else {
            add(json, "Amount", more);
        }
    }

    private static void raiseLines(ObjectNode json, ArrayNode lines, BigDecimal more) {
        add((ObjectNode) lines.get(0), "Amount", more);
        for (JsonNode line : lines) {
            if (line.has("SubTotalLineDetail")) {
                add((ObjectNode) line, "Amount", more);
            }
        }
        for (String name : List.of("TotalAmt", "Balance", "RemainingCredit")) {
            add(json, name, more);
        }
        for (String name : List.of("TotalAmt", "Balance")) {
            if (json.has("Home" + name)) {
                json.put("Home" + name, home(json, json.path(name).decimalValue()));
            }
        }
    }

    private static void add(ObjectNode json, String name, BigDecimal more) {
        // What was paid at once has no balance that could rise.
        boolean paid = name.equals("Balance") && json.has("DepositToAccountRef");
        if (json.path(name).isNumber() && !paid) {
            json.put(name, json.path(name).decimalValue().add(more));
        }
    }
}
