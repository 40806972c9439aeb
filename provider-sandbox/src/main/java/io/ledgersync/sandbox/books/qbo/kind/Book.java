package io.ledgersync.sandbox.books.qbo.kind;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Numbers;
import java.util.List;

/** What a generated book is made from: how many of each kind, the seed, and the chart that all of them share. */
public record Book(BooksSpec spec, long seed, Chart chart) {
    public static final String HOME = "USD";
    private static final String ELSEWHERE = "EUR";
    private static final int ONE_FOREIGN_IN = 10;
    private static final int FOREIGN = 4;
    /** Transactions share one series of ids. */
    private static final List<String> TRANSACTIONS = List.of(
            "Invoice",
            "Payment",
            "Purchase",
            "JournalEntry",
            "CreditMemo",
            "SalesReceipt",
            "RefundReceipt",
            "Bill",
            "VendorCredit",
            "BillPayment",
            "Deposit",
            "Transfer",
            "CreditCardPayment",
            "Estimate",
            "PurchaseOrder");

    public static Book of(BooksSpec spec, long seed) {
        return new Book(spec, seed, new Chart(spec.size("Account")));
    }

    public Numbers numbers(String sourceType) {
        return new Numbers(seed, sourceType);
    }

    public int size(String sourceType) {
        return spec.size(sourceType);
    }

    /** How many ids are given before the first of a kind. */
    int before(String sourceType) {
        int place = TRANSACTIONS.indexOf(sourceType);
        return place < 0
                ? 0
                : TRANSACTIONS.subList(0, place).stream().mapToInt(this::size).sum();
    }

    /** Whether sales may be taxed. */
    public boolean taxed() {
        return size("TaxCode") > 1 && size("TaxRate") > 0;
    }

    /** The currency that a party keeps its account in. */
    public String currency(int party) {
        return size("CompanyCurrency") > 0 && party % ONE_FOREIGN_IN == FOREIGN ? ELSEWHERE : HOME;
    }

    /** Writes a reference to a currency. */
    public static void currency(String code, Json json) {
        json.reference("CurrencyRef", code, name(code));
    }

    public static String name(String code) {
        return switch (code) {
            case HOME -> "United States Dollar";
            case ELSEWHERE -> "Euro";
            default -> code;
        };
    }
}
