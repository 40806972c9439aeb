package io.ledgersync.bench;

import io.ledgersync.kit.Provider;
import io.ledgersync.sandbox.books.BooksSpec;
import java.util.Map;

/**
 * Books as the benchmarks have them: invoices, bank transactions (QBO: purchases), journals, contacts and payments in
 * the proportions 10:10:10:2:3, three lines a document.
 */
final class Mixture {
    private static final int PARTS = 35;
    private static final int NAMES = 40;

    private Mixture() {}

    /** About so many records, the small lists not counted. */
    static BooksSpec of(Provider provider, int records) {
        int ten = records / PARTS * 10;
        int two = records / PARTS * 2;
        int three = records / PARTS * 3;
        return new BooksSpec(
                switch (provider) {
                    case XERO ->
                        Map.of(
                                "Account",
                                NAMES,
                                "Invoice",
                                ten,
                                "BankTransaction",
                                ten,
                                "Journal",
                                ten,
                                "Contact",
                                two,
                                "Payment",
                                three);
                    case QBO ->
                        Map.of(
                                "Account",
                                NAMES,
                                "Item",
                                NAMES,
                                "Vendor",
                                NAMES,
                                "Invoice",
                                ten,
                                "Purchase",
                                ten,
                                "JournalEntry",
                                ten,
                                "Customer",
                                two,
                                "Payment",
                                three);
                });
    }
}
