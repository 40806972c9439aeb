package io.ledgersync.store.trialbalance.qbo;

import io.ledgersync.store.trialbalance.Chart;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The accounts that QuickBooks posts to without saying so in the document.
 *
 * @param incomeOfItems the account of a sale, by item
 * @param purchasesOfItems the account of a purchase, by item: the inventory's where there is one
 * @param agenciesOfRates whom a tax is owed to, by rate: the agency's name, after which its account is called
 */
public record Accounts(
        Chart chart,
        Map<String, String> incomeOfItems,
        Map<String, String> purchasesOfItems,
        Map<String, String> agenciesOfRates) {

    @Nullable
    String receivable(Entry entry) {
        return control(entry, "ARAccountRef", "Accounts Receivable");
    }

    @Nullable
    String payable(Entry entry) {
        return control(entry, "APAccountRef", "Accounts Payable");
    }

    private @Nullable String control(Entry entry, String field, String type) {
        String named = Entry.reference(entry.document(), field);
        return named != null ? named : chart.ofType(type, entry.currency()).orElse(null);
    }

    /** Where money goes that was received and not yet brought to the bank. */
    @Nullable
    String depositedTo(Entry entry) {
        String named = Entry.reference(entry.document(), "DepositToAccountRef");
        return named != null ? named : undeposited();
    }

    @Nullable
    String undeposited() {
        return chart.withRole("UndepositedFunds").orElse(null);
    }

    @Nullable
    String discounts() {
        return chart.withRole("DiscountsRefundsGiven").orElse(null);
    }

    @Nullable
    String income(@Nullable String item) {
        return item == null ? null : incomeOfItems.get(item);
    }

    @Nullable
    String purchases(@Nullable String item) {
        return item == null ? null : purchasesOfItems.get(item);
    }

    /** The account that a line of tax is owed on. */
    @Nullable
    String tax(JsonNode taxLine) {
        String rate = Entry.reference(taxLine.path("TaxLineDetail"), "TaxRateRef");
        String agency = rate == null ? null : agenciesOfRates.get(rate);
        return (agency == null ? java.util.Optional.<String>empty() : chart.named(agency + " Payable"))
                .or(() -> chart.withRole("GlobalTaxPayable"))
                .or(() -> chart.withRole("SalesTaxPayable"))
                .orElse(null);
    }
}
