package io.ledgersync.allinone.demo;

import io.ledgersync.sandbox.Query;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares a client's ledger, as the gateway gives it, with the books that the provider holds: record by record, field
 * by field.
 */
public final class Comparison {
    /** The gateway's paths, and what the providers call what is found there. */
    private static final Map<String, List<String>> PATHS = Map.ofEntries(
            Map.entry("organisations", List.of("Organisation", "CompanyInfo")),
            Map.entry("accounts", List.of("Account")),
            Map.entry("contacts", List.of("Contact", "Customer", "Vendor", "Employee")),
            Map.entry("items", List.of("Item")),
            Map.entry("invoices", List.of("Invoice", "Bill")),
            Map.entry("payments", List.of("Payment", "BillPayment")),
            Map.entry(
                    "bank-transactions",
                    List.of("BankTransaction", "Purchase", "Deposit", "SalesReceipt", "RefundReceipt")),
            Map.entry("journals", List.of("Journal", "JournalEntry", "ManualJournal")),
            Map.entry("users", List.of("User")),
            Map.entry("currencies", List.of("Currency")),
            Map.entry("tax-rates", List.of("TaxRate")),
            Map.entry("dimensions", List.of("TrackingCategory", "Class", "Department")),
            Map.entry("reference-data", List.of("Term", "PaymentMethod", "TaxCode", "TaxAgency", "Preferences")),
            Map.entry("credits", List.of("CreditNote", "Prepayment", "Overpayment", "CreditMemo", "VendorCredit")),
            Map.entry("transfers", List.of("BankTransfer", "Transfer", "CreditCardPayment")),
            Map.entry("payment-batches", List.of("BatchPayment")),
            Map.entry("orders", List.of("PurchaseOrder", "Quote", "Estimate")),
            Map.entry("document-links", List.of("LinkedTransaction")),
            Map.entry("budgets", List.of("Budget")));

    private final Gateway gateway;
    private final Query provider;

    public Comparison(Gateway gateway, Query provider) {
        this.gateway = gateway;
        this.provider = provider;
    }

    /** What a comparison of one kind of record has found. */
    public record Result(int source, int ledger, int missing, int different, int extra) {
        public boolean clean() {
            return missing == 0 && different == 0 && extra == 0;
        }
    }

    /** Compares every kind that the organisation has. */
    public Map<String, Result> compare(String clientId, String organisationId) {
        Map<String, Result> results = new LinkedHashMap<>();
        for (String type : provider.sourceTypes(organisationId)) {
            Map<String, JsonNode> ledger = ledger(clientId, type);
            results.put(
                    type,
                    type.equals("Organisation") || type.equals("CompanyInfo")
                            ? single(ledger)
                            : compare(organisationId, type, ledger));
        }
        return results;
    }

    /** The organisation itself is one record that the provider makes up for each call. */
    private static Result single(Map<String, JsonNode> ledger) {
        return new Result(1, ledger.size(), ledger.isEmpty() ? 1 : 0, 0, Math.max(0, ledger.size() - 1));
    }

    private Result compare(String organisationId, String type, Map<String, JsonNode> ledger) {
        int inLedger = ledger.size();
        int[] found = new int[3];
        provider.forEach(organisationId, type, (id, json) -> {
            found[0]++;
            JsonNode copy = ledger.remove(id);
            if (copy == null) {
                found[1]++;
            } else if (!same(json, copy)) {
                found[2]++;
            }
        });
        return new Result(found[0], inLedger, found[1], found[2], ledger.size());
    }

    private Map<String, JsonNode> ledger(String clientId, String sourceType) {
        Map<String, JsonNode> copies = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = gateway.get("/api/clients/" + clientId + "/ledger/" + path(sourceType)
                            + "?include=providerJson&limit=1000&sourceType=" + sourceType + cursor)
                    .expect(200);
            page.path("items").forEach(item -> copies.put(item.path("sourceId").asString(), item.path("providerJson")));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return copies;
    }

    private static String path(String sourceType) {
        return PATHS.entrySet().stream()
                .filter(path -> path.getValue().contains(sourceType))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody knows where a " + sourceType + " is read"));
    }

    /** Equal in every field; numbers by their value, as 20.00 and 20.0 are the same amount. */
    static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (one == null || other == null || one.isMissingNode() || other.isMissingNode()) {
            return false;
        }
        if (one.isNumber() && other.isNumber()) {
            BigDecimal left = one.decimalValue();
            return left.compareTo(other.decimalValue()) == 0;
        }
        if (one.size() != other.size() || one.getNodeType() != other.getNodeType()) {
            return false;
        }
        if (one.isObject()) {
            return one.properties().stream().allMatch(field -> same(field.getValue(), other.get(field.getKey())));
        }
        if (one.isArray()) {
            Iterator<JsonNode> others = other.iterator();
            for (JsonNode element : one) {
                if (!same(element, others.next())) {
                    return false;
                }
            }
            return true;
        }
        return one.equals(other);
    }
}
