package io.ledgersync.sandbox.books.qbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.books.Organisation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QboTrialBalanceTest {
    private static final LocalDate EVER = LocalDate.of(1, 1, 1);
    private static final LocalDate END = LocalDate.of(2100, 1, 1);
    private static final List<String> POSTING = List.of(
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
            "CreditCardPayment");

    private static Map<String, Long> fromTheDocuments(Organisation books) {
        Entries entries = new Entries(books);
        Map<String, Long> sums = new HashMap<>();
        for (String type : List.copyOf(books.sourceTypes())) {
            books.shelf(type).forEach((id, row) -> {
                long[] balance = {0};
                entries.post(type, row, (account, cents) -> {
                    sums.merge(account, cents, Long::sum);
                    balance[0] += cents;
                });
                assertThat(balance[0]).as(type + " " + id).isZero();
            });
        }
        sums.values().removeIf(cents -> cents == 0);
        return sums;
    }

    @Test
    void theTrialBalanceFollowsFromTheDocumentsWhateverIsDoneToThem() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random chance = new Random(seed);
        Organisation books = new Organisation("QBO", "books", "Books", seed, Clock.systemUTC());
        new QboBooks(BooksSpec.wholeQbo(), seed).fill(books);
        assertThat(new TrialBalance(books).movement(EVER, END))
                .as("as generated")
                .isEqualTo(fromTheDocuments(books));
        Edits edits = books.edits();
        for (int i = 0; i < 400; i++) {
            String type = POSTING.get(chance.nextInt(POSTING.size()));
            int what = chance.nextInt(10);
            if (what < 4) {
                edits.editAny(type);
            } else if (what < 7) {
                edits.add(type);
            } else if (what < 8) {
                edits.voidAny(type);
            } else if (books.shelf(type).count() > 3) {
                edits.deleteAny(type);
            }
        }
        Map<String, Long> sums = new TrialBalance(books).movement(EVER, END);
        assertThat(sums).as("seed " + seed).isEqualTo(fromTheDocuments(books));
        assertThat(sums.values().stream().mapToLong(Long::longValue).sum()).isZero();
    }
}
