package io.ledgersync.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fewest calls that anybody needs to read an organisation completely: pages at the largest size, one call for a
 * small list (QuickBooks': one batch for all of them), Journals' empty answer, one sweep of what changed meanwhile, the
 * report. Counted from the books alone.
 */
final class LeastCalls {
    private static final int PAGE = 1000;
    private static final int JOURNALS = 100;
    private static final List<String> XERO_PAGED = List.of(
            "Contact",
            "Invoice",
            "CreditNote",
            "BankTransaction",
            "Payment",
            "Prepayment",
            "Overpayment",
            "ManualJournal");
    private static final List<String> XERO_UNPAGED = List.of("BatchPayment");
    /** Organisation, Users, Accounts, TaxRates, TrackingCategories, Currencies, Items, BankTransfers. */
    private static final int XERO_WHOLE = 8;

    private final boolean xero;
    private final boolean journals;
    private final Map<String, Integer> counts;

    /**
     * What is read of an organisation.
     *
     * @param journals the app may read journals
     * @param counts records by kind
     */
    LeastCalls(boolean xero, boolean journals, Map<String, Integer> counts) {
        this.xero = xero;
        this.journals = journals;
        this.counts = counts;
    }

    /** Calls of a first run. */
    int initial() {
        return (xero ? xero() : 1 + qboPages() + 1) + 1;
    }

    /** Calls of an increment, when these kinds have changed. */
    int incremental(Set<String> changed) {
        int again = changed.isEmpty() ? 0 : 1;
        int reports = 1 + again;
        if (!xero) {
            return 1 + 1 + again + reports;
        }
        int lists = XERO_WHOLE + XERO_UNPAGED.size() + XERO_PAGED.size();
        long swept = changed.stream()
                .filter(type -> XERO_PAGED.contains(type) || XERO_UNPAGED.contains(type))
                .count();
        // Where journals were posted, an empty answer follows them, and a sweep.
        int numbered = !journals ? 0 : changed.contains("Journal") ? 3 : 1;
        return lists + (int) swept + numbered + reports;
    }

    private int xero() {
        int calls = XERO_WHOLE;
        for (String type : XERO_PAGED) {
            calls += Math.max(1, pages(rows(type), PAGE)) + swept(type);
        }
        for (String type : XERO_UNPAGED) {
            calls += 1 + swept(type);
        }
        return journals ? calls + pages(rows("Journal"), JOURNALS) + 1 + swept("Journal") : calls;
    }

    private int swept(String type) {
        return rows(type) > 0 ? 1 : 0;
    }

    private int qboPages() {
        return counts.values().stream()
                .mapToInt(rows -> rows < PAGE ? 0 : pages(rows, PAGE))
                .sum();
    }

    private int rows(String type) {
        return counts.getOrDefault(type, 0);
    }

    private static int pages(int rows, int size) {
        return (rows + size - 1) / size;
    }
}
