package io.ledgersync.sandbox.books;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many records of each kind an organisation has.
 *
 * @param crowds how many records of a kind were made within one and the same second, in the middle of its history
 */
public record BooksSpec(Map<String, Integer> sizes, Map<String, Integer> crowds) {

    public BooksSpec {
        sizes = Map.copyOf(sizes);
        crowds = Map.copyOf(crowds);
    }

    public BooksSpec(Map<String, Integer> sizes) {
        this(sizes, Map.of());
    }

    public int size(String sourceType) {
        return sizes.getOrDefault(sourceType, 0);
    }

    /** The same books, so many records of a kind more or fewer. */
    public BooksSpec with(String sourceType, int size) {
        Map<String, Integer> changed = new HashMap<>(sizes);
        changed.put(sourceType, size);
        return new BooksSpec(changed, crowds);
    }

    /** The same books without these kinds. */
    public BooksSpec without(String... sourceTypes) {
        Map<String, Integer> left = new HashMap<>(sizes);
        left.keySet().removeAll(List.of(sourceTypes));
        return new BooksSpec(left, crowds);
    }

    /** The same books, so many records of a kind made within one second. */
    public BooksSpec crowded(String sourceType, int records) {
        Map<String, Integer> changed = new HashMap<>(crowds);
        changed.put(sourceType, records);
        return new BooksSpec(sizes, changed);
    }

    /** When a record was made: never before the one of the index before. */
    public Instant made(String sourceType, int index) {
        int size = size(sourceType);
        int crowd = Math.min(crowds.getOrDefault(sourceType, 0), size);
        int first = (size - crowd) / 2;
        if (crowd == 0 || index < first) {
            return Numbers.made(index, size);
        }
        Instant second =
                Numbers.made(first, size).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return index < first + crowd ? second.plusMillis((index - first) * 999L / crowd) : later(second, index, size);
    }

    private static Instant later(Instant second, int index, int size) {
        Instant made = Numbers.made(index, size);
        return made.isBefore(second.plusSeconds(1)) ? second.plusSeconds(1) : made;
    }

    /** A small Xero organisation, for demonstrations: as many journals as its documents post. */
    public static BooksSpec smallXero() {
        return new BooksSpec(
                Map.of("Account", 40, "Contact", 120, "Invoice", 1200, "Payment", 300, "BankTransaction", 400));
    }

    /** A small Xero organisation with a few records of every kind that there is. */
    public static BooksSpec wholeXero() {
        Map<String, Integer> sizes = new HashMap<>(
                Map.of("CreditNote", 30, "BankTransfer", 24, "BatchPayment", 20, "Prepayment", 16, "Overpayment", 16));
        sizes.putAll(Map.of("ManualJournal", 24, "TaxRate", 8, "TrackingCategory", 3, "Currency", 3, "Item", 40));
        sizes.putAll(Map.of("User", 6, "PurchaseOrder", 20, "Quote", 20, "LinkedTransaction", 12, "Budget", 2));
        sizes.putAll(Map.of("Account", 40, "Contact", 120, "Invoice", 600, "Payment", 200, "BankTransaction", 300));
        return new BooksSpec(sizes);
    }

    /** A small QBO company, for demonstrations. */
    public static BooksSpec smallQbo() {
        return new BooksSpec(Map.of(
                "Account",
                45,
                "Customer",
                90,
                "Vendor",
                40,
                "Item",
                60,
                "Invoice",
                2200,
                "Payment",
                800,
                "Purchase",
                1200,
                "JournalEntry",
                300));
    }

    /** A small QBO company with a few records of every kind that there is, in two currencies. */
    public static BooksSpec wholeQbo() {
        Map<String, Integer> sizes = new HashMap<>(
                Map.of("Account", 45, "Customer", 90, "Vendor", 40, "Employee", 12, "Item", 60, "Budget", 2));
        sizes.putAll(Map.of("Class", 6, "Department", 4, "Term", 4, "PaymentMethod", 5, "CompanyCurrency", 3));
        sizes.putAll(Map.of("TaxCode", 3, "TaxRate", 3, "TaxAgency", 2));
        sizes.putAll(Map.of("Invoice", 400, "Payment", 150, "Purchase", 240, "JournalEntry", 60, "CreditMemo", 24));
        sizes.putAll(Map.of("SalesReceipt", 36, "RefundReceipt", 12, "Bill", 80, "VendorCredit", 12));
        sizes.putAll(Map.of("BillPayment", 40, "Deposit", 30, "Transfer", 24, "CreditCardPayment", 12));
        sizes.putAll(Map.of("Estimate", 20, "PurchaseOrder", 20));
        return new BooksSpec(sizes);
    }
}
