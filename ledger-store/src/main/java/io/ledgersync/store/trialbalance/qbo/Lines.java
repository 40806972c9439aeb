package io.ledgersync.store.trialbalance.qbo;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the lines of a sale or purchase post, tax included. */
final class Lines {

    private Lines() {}

    /**
     * Credits a sale's lines and tax; a discount is a debit.
     *
     * @param sign -1 takes a sale back
     */
    static void ofSale(Entry entry, Accounts accounts, int sign) {
        post(entry, entry.document().path("Line"), accounts, -sign, true);
        tax(entry, accounts, -sign);
    }

    /**
     * Debits a purchase's lines and tax.
     *
     * @param sign -1 takes a purchase back
     */
    static void ofPurchase(Entry entry, Accounts accounts, int sign) {
        post(entry, entry.document().path("Line"), accounts, sign, false);
        tax(entry, accounts, sign);
    }

    private static void post(Entry entry, JsonNode lines, Accounts accounts, int sign, boolean sale) {
        for (JsonNode line : lines) {
            String type = line.path("DetailType").asString("");
            JsonNode detail = line.path(type);
            BigDecimal amount = Entry.amount(line, "Amount").multiply(BigDecimal.valueOf(sign));
            switch (type) {
                // A subtotal repeats the lines above it, a description has no amount.
                case "SubTotalLineDetail", "DescriptionOnly" -> {}
                case "GroupLineDetail" -> post(entry, detail.path("Line"), accounts, sign, sale);
                case "DiscountLineDetail" -> {
                    String account = Entry.reference(detail, "DiscountAccountRef");
                    entry.credit(account != null ? account : accounts.discounts(), amount);
                }
                default -> entry.debit(account(detail, accounts, sale), amount);
            }
        }
    }

    private static @Nullable String account(JsonNode detail, Accounts accounts, boolean sale) {
        String named = Entry.reference(detail, "AccountRef");
        if (named == null && sale) {
            named = Entry.reference(detail, "ItemAccountRef");
        }
        if (named != null) {
            return named;
        }
        String item = Entry.reference(detail, "ItemRef");
        return sale ? accounts.income(item) : accounts.purchases(item);
    }

    private static void tax(Entry entry, Accounts accounts, int sign) {
        JsonNode tax = entry.document().path("TxnTaxDetail");
        BigDecimal open = Entry.amount(tax, "TotalTax");
        BigDecimal signed = BigDecimal.valueOf(sign);
        for (JsonNode line : tax.path("TaxLine")) {
            BigDecimal amount = Entry.amount(line, "Amount");
            open = open.subtract(amount);
            entry.debit(accounts.tax(line), amount.multiply(signed));
        }
        if (open.signum() != 0) {
            entry.debit(accounts.tax(tax), open.multiply(signed));
        }
    }
}
