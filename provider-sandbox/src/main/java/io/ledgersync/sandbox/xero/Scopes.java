package io.ledgersync.sandbox.xero;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** By which scopes each list may be read: the granular ones of 2026, and the broad ones of before. */
final class Scopes {
    private static final String BROAD = "accounting.transactions";
    private static final Map<String, Set<String>> READERS = readers();

    private Scopes() {}

    /** Whether one of the scopes granted lets the app read a list or a report. */
    static boolean allow(Set<String> granted, String call) {
        String list = call.startsWith("Reports/") ? call : call.replaceFirst("/.*", "");
        Set<String> readers = READERS.get(list);
        return readers == null || readers.stream().anyMatch(granted::contains);
    }

    private static Map<String, Set<String>> readers() {
        Map<String, Set<String>> readers = new HashMap<>();
        String settings = "accounting.settings";
        for (String list :
                List.of("Accounts", "Currencies", "Organisation", "TaxRates", "TrackingCategories", "Users")) {
            readers.put(list, either(settings));
        }
        readers.put("Items", either(settings, "accounting.invoices"));
        readers.put("Contacts", either("accounting.contacts"));
        for (String list : List.of("Invoices", "CreditNotes", "LinkedTransactions", "PurchaseOrders", "Quotes")) {
            readers.put(list, either("accounting.invoices", BROAD));
        }
        for (String list : List.of("Payments", "BatchPayments", "Overpayments", "Prepayments")) {
            readers.put(list, either("accounting.payments", BROAD));
        }
        readers.put("BankTransactions", either("accounting.banktransactions", BROAD));
        readers.put("BankTransfers", either("accounting.banktransactions", BROAD));
        readers.put("ManualJournals", either("accounting.manualjournals", BROAD));
        readers.put("Journals", Set.of("accounting.journals.read"));
        readers.put("Budgets", either("accounting.budgets"));
        readers.put("Reports/TrialBalance", Set.of("accounting.reports.read", "accounting.reports.trialbalance.read"));
        return Map.copyOf(readers);
    }

    private static Set<String> either(String... scopes) {
        return Set.copyOf(Arrays.stream(scopes)
                .flatMap(scope -> List.of(scope, scope + ".read").stream())
                .toList());
    }
}
